// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "host/base/descriptor.h"
#include "host/plugin/file/elf_manifest.h"
#include "host/plugin/file/manifest.h"

namespace dashflow::plugin {
namespace {

// What is accepted can be named, what is refused says so of the file.
void Check(std::string_view json) {
  const auto manifest = ParseManifest(json, "x.so");
  const bool ok = manifest.has_value() ? !manifest->id.empty() && !manifest->version.empty()
                                       : manifest.error().message().starts_with("x.so ");
  if (!ok) std::abort();
}

void CheckFile(const std::uint8_t* data, std::size_t size) {
  static const Descriptor file(::memfd_create("fuzz", MFD_CLOEXEC));
  if (::ftruncate(file.number(), 0) != 0) std::abort();
  if (::pwrite(file.number(), data, size, 0) != static_cast<ssize_t>(size)) std::abort();
  const auto text = ReadElfManifest(file.number(), "x.so");
  if (text.has_value()) Check(*text);
}

}  // namespace
}  // namespace dashflow::plugin

// Two readings of the input: as the file of a plugin, and as its manifest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dashflow::plugin::CheckFile(data, size);
  dashflow::plugin::Check({reinterpret_cast<const char*>(data), size});
  return 0;
}
