// SPDX-License-Identifier: Apache-2.0
#include "host/executor/thread/frame_name.h"

#include <dlfcn.h>

#include <boost/core/demangle.hpp>
#include <cstdint>
#include <filesystem>
#include <system_error>

namespace dashflow::executor {
namespace {

// Plugins are mapped through their descriptor, which stays open.
std::string FileName(const char* mapped) {
  std::filesystem::path path(mapped);
  std::error_code problem;
  if (path.string().starts_with("/proc/self/fd/")) {
    auto real = std::filesystem::read_symlink(path, problem);
    if (!problem) path = std::move(real);
  }
  return path.filename().string();
}

std::string Offset(const void* address, const void* from) {
  auto distance =
      reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(from);
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[distance & 0xf]);
    distance >>= 4;
  } while (distance != 0);
  return "+0x" + digits;
}

}  // namespace

std::string FrameName(const void* address) {
  Dl_info info{};
  if (::dladdr(address, &info) == 0 || info.dli_fname == nullptr) return "?";
  const std::string file = FileName(info.dli_fname);
  if (info.dli_sname == nullptr) return file + Offset(address, info.dli_fbase);
  return file + " " + boost::core::demangle(info.dli_sname) + Offset(address, info.dli_saddr);
}

}  // namespace dashflow::executor
