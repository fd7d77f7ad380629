// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <string_view>

#include "host/base/descriptor.h"

namespace dashflow::plugin {

// The smallest ELF file with a manifest, to be damaged by tests: header, three section headers,
// names, manifest.
struct ElfBuilder {
  explicit ElfBuilder(std::string_view manifest_text) : manifest(manifest_text) {
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_ident[EI_DATA] = ELFDATA2LSB;
#if defined(__x86_64__)
    header.e_machine = EM_X86_64;
#elif defined(__aarch64__)
    header.e_machine = EM_AARCH64;
#endif
    header.e_type = ET_DYN;
    header.e_shoff = sizeof header;
    header.e_shentsize = sizeof(Elf64_Shdr);
    header.e_shnum = 3;
    header.e_shstrndx = 1;
    sections[1].sh_type = SHT_STRTAB;
    sections[1].sh_offset = sizeof header + sizeof sections;
    sections[1].sh_size = names.size();
    sections[2].sh_name = 1;
    sections[2].sh_type = SHT_PROGBITS;
    sections[2].sh_offset = sections[1].sh_offset + names.size();
    sections[2].sh_size = manifest.size();
  }

  std::string Bytes() const {
    std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
    bytes.append(reinterpret_cast<const char*>(sections), sizeof sections);
    return bytes + names + manifest;
  }

  Elf64_Ehdr header{};
  Elf64_Shdr sections[3]{};
  std::string names{"\0.dashflow.manifest\0", 20};
  std::string manifest;
};

// A file in memory that holds `bytes`.
inline Descriptor FileOf(std::string_view bytes) {
  Descriptor file(::memfd_create("fixture", MFD_CLOEXEC));
  const char* at = bytes.data();
  for (std::size_t left = bytes.size(); left > 0;) {
    const ssize_t written = ::write(file.number(), at, left);
    if (written <= 0) break;
    at += written;
    left -= static_cast<std::size_t>(written);
  }
  return file;
}

}  // namespace dashflow::plugin
