// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/type_version.h"

#include <algorithm>
#include <utility>

namespace dashflow::checkpoint {
namespace {

const std::string& NameOf(const TypeVersionPtr& type) { return type->type; }

}  // namespace

void NoteType(const TypeVersionPtr& type, std::vector<TypeVersionPtr>& types) {
  const auto at = std::ranges::lower_bound(types, type->type, {}, NameOf);
  if (at != types.end() && (*at)->type == type->type) {
    *at = type;
  } else {
    types.insert(at, type);
  }
}

void WriteTypes(Writer& w, const std::vector<TypeVersionPtr>& types) {
  w.Varint(types.size());
  for (const TypeVersionPtr& type : types) {
    w.Text(type->type);
    w.Text(type->version);
  }
}

std::vector<TypeVersionPtr> ReadTypes(Reader& r) {
  std::vector<TypeVersionPtr> types(r.Count());
  for (TypeVersionPtr& type : types) {
    std::string name(r.Text());
    type = std::make_shared<const TypeVersion>(TypeVersion{std::move(name), std::string(r.Text())});
  }
  return types;
}

}  // namespace dashflow::checkpoint
