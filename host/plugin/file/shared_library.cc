// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/shared_library.h"

#include <dlfcn.h>

#include <boost/dll/shared_library.hpp>
#include <string>

#include "host/plugin/file/refusal.h"

namespace dashflow::plugin {
namespace {

using boost::dll::load_mode::rtld_local;
using boost::dll::load_mode::rtld_now;
// Boost.DLL has no name for it: threads and destructors of a plugin may outlive its last use.
constexpr auto kNeverUnload = static_cast<boost::dll::load_mode::type>(RTLD_NODELETE);

std::string WordAfter(const std::string& text, std::string_view marker) {
  const std::size_t at = text.find(marker);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + marker.size();
  return text.substr(begin, text.find_first_of(" ,", begin) - begin);
}

// dlopen's message as a sentence of ours. It names the file by its descriptor, which says nothing
// to a reader.
Error ExplainFailure(const PluginFile& file, const std::string& opened, std::string message) {
  if (message.starts_with(opened + ": ")) message.erase(0, opened.size() + 2);
  const std::string symbol = WordAfter(message, "undefined symbol: ");
  if (!symbol.empty()) {
    return Refuse(file.path, "plugin_symbol",
                  "needs the symbol " + symbol +
                      ", and neither this host nor the libraries it names have that")
        .Cause(message);
  }
  constexpr std::string_view kMissing = ": cannot open shared object file";
  const std::size_t at = message.find(kMissing);
  if (at != std::string::npos) {
    return Refuse(file.path, "plugin_library",
                  "needs the library " + message.substr(0, at) + ", and this host cannot open that")
        .Cause(message);
  }
  return Refuse(file.path, "plugin_refused", "cannot be loaded: " + message).Cause(message);
}

}  // namespace

SharedLibrary::SharedLibrary(std::unique_ptr<boost::dll::shared_library> library)
    : library_(std::move(library)) {}
SharedLibrary::SharedLibrary(SharedLibrary&&) noexcept = default;
SharedLibrary::~SharedLibrary() = default;

Result<SharedLibrary> SharedLibrary::Load(PluginFile& file) {
  DF_TRY(CheckUnchanged(file));
  const std::string name = "/proc/self/fd/" + std::to_string(file.descriptor.number());
  auto library = std::make_unique<boost::dll::shared_library>();
  boost::dll::fs::error_code failed;
  library->load(name, rtld_now | rtld_local | kNeverUnload, failed);
  if (failed) {
    const char* message = ::dlerror();
    return ExplainFailure(file, name, message == nullptr ? failed.message() : message);
  }
  file.descriptor.Release();
  return SharedLibrary(std::move(library));
}

SharedLibrary::Entry SharedLibrary::FindEntry() const {
  if (!library_->has(DF_ENTRY_NAME)) return nullptr;
  return &library_->get<const df_plugin*(const df_host*) noexcept>(DF_ENTRY_NAME);
}

}  // namespace dashflow::plugin
