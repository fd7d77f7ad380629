// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.h>

#include <memory>

#include "host/base/result.h"
#include "host/plugin/file/plugin_file.h"

namespace boost::dll {
class shared_library;
}

namespace dashflow::plugin {

// Code of a plugin. It stays mapped until the process ends, whatever becomes of this object.
class SharedLibrary {
 public:
  using Entry = decltype(&dashflow_plugin_entry_1);

  // Maps the file behind the descriptor, with all its symbols bound and none given to others; its
  // constructors run. The descriptor is then left open for good: dlopen knows libraries by name,
  // and another file at the same /proc/self/fd/N would be taken for this one. Errors
  // plugin_*: changed since it was checked, a library or symbol is missing.
  static Result<SharedLibrary> Load(PluginFile& file);

  SharedLibrary(SharedLibrary&&) noexcept;
  ~SharedLibrary();

  Entry FindEntry() const;  // null when it is not exported

 private:
  explicit SharedLibrary(std::unique_ptr<boost::dll::shared_library> library);

  std::unique_ptr<boost::dll::shared_library> library_;
};

}  // namespace dashflow::plugin
