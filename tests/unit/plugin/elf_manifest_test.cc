// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/elf_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/plugin/elf_builder.h"

namespace dashflow::plugin {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Result<std::string> Read(std::string_view bytes) {
  const Descriptor file = FileOf(bytes);
  return ReadElfManifest(file.number(), "x.so");
}

std::string Refusal(const ElfBuilder& elf) {
  const auto manifest = Read(elf.Bytes());
  return manifest.has_error() ? manifest.error().message() : "it was read: " + *manifest;
}

TEST(ElfManifest, IsTheTextOfTheSectionWithoutPadding) {
  EXPECT_EQ(*Read(ElfBuilder("{}").Bytes()), "{}");
  EXPECT_EQ(*Read(ElfBuilder(std::string_view("{}\0\0", 4)).Bytes()), "{}");
  EXPECT_EQ(*Read(ElfBuilder("").Bytes()), "");
}

TEST(ElfManifest, RefusesWhatIsNotElf) {
  for (const std::string_view bytes :
       {"", "\x7f", "#!/bin/sh\n",
        "a text that is as long as the header of an ELF file at least"}) {
    EXPECT_EQ(Read(bytes).error().message(),
              "x.so is not an ELF file, and a plugin is an ELF shared object");
  }
}

TEST(ElfManifest, RefusesOtherMachinesAndNamesBoth) {
  ElfBuilder elf("{}");
  elf.header.e_machine = EM_S390;
  EXPECT_THAT(Refusal(elf), StartsWith("x.so is built for s390x, and this host runs on 64-bit "));
  elf.header.e_machine = 12345;
  EXPECT_THAT(Refusal(elf), HasSubstr("ELF machine 12345"));
}

TEST(ElfManifest, RefusesOtherClassesAndByteOrders) {
  ElfBuilder narrow("{}");
  narrow.header.e_ident[EI_CLASS] = ELFCLASS32;
  EXPECT_THAT(Refusal(narrow), HasSubstr("not 64-bit"));
  ElfBuilder swapped("{}");
  swapped.header.e_ident[EI_DATA] = ELFDATA2MSB;
  EXPECT_THAT(Refusal(swapped), HasSubstr("is built for"));
}

TEST(ElfManifest, RefusesWhatIsNoSharedObject) {
  ElfBuilder elf("{}");
  elf.header.e_type = ET_REL;
  EXPECT_EQ(Refusal(elf), "x.so is an ELF file but no shared object, and a plugin is one");
}

TEST(ElfManifest, RefusesFilesWithoutTheSection) {
  ElfBuilder renamed("{}");
  renamed.names[2] = 'X';
  EXPECT_THAT(Refusal(renamed), HasSubstr("has no plugin manifest (section .dashflow.manifest)"));
  ElfBuilder stripped("{}");
  stripped.header.e_shnum = 0;
  EXPECT_THAT(Refusal(stripped), HasSubstr("has no plugin manifest"));
}

TEST(ElfManifest, RefusesSectionTablesOutsideTheFile) {
  for (const std::uint64_t offset : {std::uint64_t{1} << 20, UINT64_MAX, UINT64_MAX - 100}) {
    ElfBuilder elf("{}");
    elf.header.e_shoff = offset;
    EXPECT_THAT(Refusal(elf), HasSubstr("has no plugin manifest"));
  }
  ElfBuilder many("{}");
  many.header.e_shnum = 65535;
  EXPECT_THAT(Refusal(many), HasSubstr("has no plugin manifest"));
  ElfBuilder odd("{}");
  odd.header.e_shentsize = 1;
  EXPECT_THAT(Refusal(odd), HasSubstr("has no plugin manifest"));
}

TEST(ElfManifest, RefusesNamesOutsideTheFileOrTheirTable) {
  ElfBuilder index("{}");
  index.header.e_shstrndx = 3;
  EXPECT_THAT(Refusal(index), HasSubstr("has no plugin manifest"));
  ElfBuilder table("{}");
  table.sections[1].sh_offset = UINT64_MAX;
  EXPECT_THAT(Refusal(table), HasSubstr("damaged: its section names"));
  ElfBuilder name("{}");
  name.sections[2].sh_name = UINT32_MAX;
  EXPECT_THAT(Refusal(name), HasSubstr("has no plugin manifest"));
  ElfBuilder unterminated("{}");
  unterminated.sections[1].sh_size = 10;
  EXPECT_THAT(Refusal(unterminated), HasSubstr("has no plugin manifest"));
}

TEST(ElfManifest, RefusesManifestsOutsideTheFile) {
  for (const std::uint64_t size : {std::uint64_t{3}, kMaxManifestBytes + 1, UINT64_MAX}) {
    ElfBuilder elf("{}");
    elf.sections[2].sh_size = size;
    EXPECT_THAT(Refusal(elf), HasSubstr("damaged: its manifest"));
  }
  ElfBuilder offset("{}");
  offset.sections[2].sh_offset = UINT64_MAX - 1;
  EXPECT_THAT(Refusal(offset), HasSubstr("damaged: its manifest"));
  ElfBuilder empty("{}");
  empty.sections[2].sh_type = SHT_NOBITS;
  EXPECT_THAT(Refusal(empty), HasSubstr("damaged: its manifest"));
  ElfBuilder packed("{}");
  packed.sections[2].sh_flags = SHF_COMPRESSED;
  EXPECT_THAT(Refusal(packed), HasSubstr("damaged: its manifest"));
}

TEST(ElfManifest, RefusesEveryCutOfTheFile) {
  const std::string whole = ElfBuilder("{\"manifest\":1}").Bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_TRUE(Read(std::string_view(whole).substr(0, size)).has_error()) << size;
  }
}

TEST(ElfManifest, SaysWhenTheFileCannotBeRead) {
  EXPECT_THAT(ReadElfManifest(-1, "x.so").error().message(), StartsWith("x.so cannot be read: "));
}

}  // namespace
}  // namespace dashflow::plugin
