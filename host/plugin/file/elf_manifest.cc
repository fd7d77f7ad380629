// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/elf_manifest.h"

#include <dashflow/plugin.h>
#include <sys/stat.h>

#include <bit>
#include <cerrno>
#include <cstring>

#include "host/plugin/file/elf_file.h"
#include "host/plugin/file/refusal.h"

namespace dashflow::plugin {
namespace {

constexpr std::uint64_t kMaxNamesBytes = std::uint64_t{1} << 20;
constexpr std::string_view kNoManifest =
    "has no plugin manifest (section .dashflow.manifest), and this host loads only files that have "
    "one";

#if defined(__x86_64__)
constexpr std::uint16_t kHostMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr std::uint16_t kHostMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr std::uint16_t kHostMachine = EM_RISCV;
#else
#error "name the ELF machine of this architecture here"
#endif
constexpr unsigned char kHostByteOrder =
    std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;

std::string MachineName(std::uint16_t machine) {
  switch (machine) {
    case EM_386:
      return "x86 (32-bit)";
    case EM_ARM:
      return "arm (32-bit)";
    case EM_X86_64:
      return "x86-64";
    case EM_AARCH64:
      return "aarch64";
    case EM_RISCV:
      return "riscv64";
    case EM_PPC64:
      return "ppc64";
    case EM_S390:
      return "s390x";
    default:
      return "ELF machine " + std::to_string(machine);
  }
}

Status CheckHeader(const Elf64_Ehdr& header, const std::string& file) {
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) {
    return Refuse(file, "plugin_not_elf",
                  "is not an ELF file, and a plugin is an ELF shared object");
  }
  if (header.e_machine != kHostMachine || header.e_ident[EI_DATA] != kHostByteOrder ||
      header.e_ident[EI_CLASS] != ELFCLASS64) {
    return Refuse(file, "plugin_architecture",
                  "is built for " + MachineName(header.e_machine) +
                      (header.e_ident[EI_CLASS] == ELFCLASS64 ? "" : ", not 64-bit") +
                      ", and this host runs on 64-bit " + MachineName(kHostMachine));
  }
  if (header.e_type != ET_DYN) {
    return Refuse(file, "plugin_not_elf",
                  "is an ELF file but no shared object, and a plugin is one");
  }
  return Ok();
}

const Elf64_Shdr* FindSection(const std::vector<Elf64_Shdr>& sections, std::string_view names) {
  for (const Elf64_Shdr& section : sections) {
    if (NameAt(names, section.sh_name) == DF_MANIFEST_SECTION) return &section;
  }
  return nullptr;
}

void DropPadding(std::string& text) {
  while (!text.empty() && text.back() == '\0') text.pop_back();
}

Result<std::string> ReadSection(const ElfFile& elf, const Elf64_Ehdr& header,
                                const std::string& file) {
  const std::vector<Elf64_Shdr> sections = elf.Sections(header);
  if (header.e_shstrndx >= sections.size()) return Refuse(file, "plugin_no_manifest", kNoManifest);
  const auto names = elf.Bytes(sections[header.e_shstrndx], kMaxNamesBytes);
  if (!names)
    return Refuse(file, "plugin_damaged", "is damaged: its section names lie outside the file");
  const Elf64_Shdr* section = FindSection(sections, *names);
  if (section == nullptr) return Refuse(file, "plugin_no_manifest", kNoManifest);
  auto manifest = elf.Bytes(*section, kMaxManifestBytes);
  if (!manifest || (section->sh_flags & SHF_COMPRESSED) != 0) {
    return Refuse(file, "plugin_damaged",
                  "is damaged: its manifest lies outside the file, or is over 1 MiB");
  }
  DropPadding(*manifest);
  return {boost::system::in_place_value, std::move(*manifest)};
}

}  // namespace

Result<std::string> ReadElfManifest(int descriptor, const std::string& file) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0)
    return RefuseBySystem(file, "plugin_unreadable", "cannot be read", errno);
  const ElfFile elf(descriptor, static_cast<std::uint64_t>(facts.st_size));
  const auto header = elf.Header();
  if (!header)
    return Refuse(file, "plugin_not_elf",
                  "is not an ELF file, and a plugin is an ELF shared object");
  DF_TRY(CheckHeader(*header, file));
  return ReadSection(elf, *header, file);
}

}  // namespace dashflow::plugin
