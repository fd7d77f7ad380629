// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/elf_file.h"

#include <unistd.h>

#include <cerrno>

namespace dashflow::plugin {

bool ElfFile::ReadAt(std::uint64_t offset, void* to, std::size_t count) const {
  if (count > size_ || offset > size_ - count) return false;
  auto* bytes = static_cast<char*>(to);
  while (count > 0) {
    const ssize_t got = ::pread(descriptor_, bytes, count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    offset += static_cast<std::uint64_t>(got);
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

std::optional<Elf64_Ehdr> ElfFile::Header() const {
  Elf64_Ehdr header;
  if (!ReadAt(0, &header, sizeof header)) return std::nullopt;
  return header;
}

std::vector<Elf64_Shdr> ElfFile::Sections(const Elf64_Ehdr& header) const {
  if (header.e_shentsize != sizeof(Elf64_Shdr)) return {};
  std::vector<Elf64_Shdr> sections(header.e_shnum);
  if (!ReadAt(header.e_shoff, sections.data(), sections.size() * sizeof(Elf64_Shdr))) return {};
  return sections;
}

std::optional<std::string> ElfFile::Bytes(const Elf64_Shdr& section, std::uint64_t limit) const {
  if (section.sh_type == SHT_NOBITS || section.sh_size > limit || section.sh_size > size_) {
    return std::nullopt;
  }
  std::string bytes(section.sh_size, '\0');
  if (!ReadAt(section.sh_offset, bytes.data(), bytes.size())) return std::nullopt;
  return bytes;
}

std::string_view NameAt(std::string_view names, std::uint64_t offset) {
  if (offset >= names.size()) return {};
  const std::string_view rest = names.substr(offset);
  const std::size_t end = rest.find('\0');
  return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

}  // namespace dashflow::plugin
