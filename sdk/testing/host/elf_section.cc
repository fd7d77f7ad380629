// SPDX-License-Identifier: Apache-2.0
#include "host/elf_section.hpp"

#include <elf.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace dashflow::sdk::testing {
namespace {

class ElfFile {
 public:
  explicit ElfFile(const std::filesystem::path& file)
      : name_(file.string()), in_(file, std::ios::binary) {
    if (Bytes(0, SELFMAG) != ELFMAG) Refuse("is no ELF file");
    header_ = At<Elf64_Ehdr>(0);
  }

  std::string Section(std::string_view name) {
    const Elf64_Shdr names = Head(header_.e_shstrndx);
    const std::string all_names = Bytes(names.sh_offset, names.sh_size);
    const std::string wanted = std::string(name) + '\0';
    for (std::size_t i = 0; i < header_.e_shnum; ++i) {
      const Elf64_Shdr head = Head(i);
      if (all_names.compare(head.sh_name, wanted.size(), wanted) == 0) {
        return Bytes(head.sh_offset, head.sh_size);
      }
    }
    return {};
  }

 private:
  [[noreturn]] void Refuse(const char* why) const { throw std::runtime_error(name_ + " " + why); }
  std::string Bytes(std::uint64_t offset, std::size_t size) {
    std::string bytes(size, '\0');
    in_.seekg(static_cast<std::streamoff>(offset));
    if (!in_.read(bytes.data(), static_cast<std::streamsize>(size))) Refuse("cannot be read");
    return bytes;
  }
  template <class T>
  T At(std::uint64_t offset) {
    T value;
    std::memcpy(&value, Bytes(offset, sizeof(T)).data(), sizeof(T));
    return value;
  }
  Elf64_Shdr Head(std::size_t index) {
    return At<Elf64_Shdr>(header_.e_shoff + index * sizeof(Elf64_Shdr));
  }

  std::string name_;
  std::ifstream in_;
  Elf64_Ehdr header_{};
};

}  // namespace

std::string ReadElfSection(const std::filesystem::path& file, std::string_view name) {
  return ElfFile(file).Section(name);
}

}  // namespace dashflow::sdk::testing
