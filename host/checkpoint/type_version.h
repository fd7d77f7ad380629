// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {

// A node type, and the version of it that a task was last due with.
struct TypeVersion {
  std::string type;
  std::string version;  // its plugin's
};

using TypeVersionPtr = std::shared_ptr<const TypeVersion>;

// In place of what the sorted list says of that type.
void NoteType(const TypeVersionPtr& type, std::vector<TypeVersionPtr>& types);

void WriteTypes(Writer& w, const std::vector<TypeVersionPtr>& types);
std::vector<TypeVersionPtr> ReadTypes(Reader& r);

}  // namespace dashflow::checkpoint
