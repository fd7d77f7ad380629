// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::plugin {

// Bounds-checked reads of an ELF file of this host's class and byte order. A read outside the file
// gives nothing.
class ElfFile {
 public:
  // Borrows `descriptor`. The file has `size` bytes; it may shrink while it is read.
  ElfFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

  std::optional<Elf64_Ehdr> Header() const;
  // Empty when there is no well-formed table of sections.
  std::vector<Elf64_Shdr> Sections(const Elf64_Ehdr& header) const;
  // The bytes of a section, unless they lie outside the file or are more than `limit`.
  std::optional<std::string> Bytes(const Elf64_Shdr& section, std::uint64_t limit) const;

 private:
  bool ReadAt(std::uint64_t offset, void* to, std::size_t count) const;

  int descriptor_;
  std::uint64_t size_;
};

// The NUL-terminated name at `offset` of a table of names; empty when it is outside or not
// terminated.
std::string_view NameAt(std::string_view names, std::uint64_t offset);

}  // namespace dashflow::plugin
