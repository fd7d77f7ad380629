// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/stored_definition.h"

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"
#include "host/graph/files/stored_text.h"
#include "host/value/value_iterate.h"

namespace dashflow::checkpoint {
namespace {

// A checkpoint that is not there is whoever's who works with it.
Result<std::string> VersionAt(Store& store, const ThreadRecord& record, const Position& at) {
  std::string version = record.version;
  DF_TRY(
      Loader(store).VisitForwards({at.stream, 1}, [&version](const Position&, const Entry& entry) {
        if (entry.names != nullptr) version = entry.names->version;
        return false;
      }));
  return version;
}

}  // namespace

Result<graph::ParseReport> StoredDefinition(Store& store, const ThreadRecord& record,
                                            const std::optional<Position>& at) {
  std::string version = record.version;
  if (at) {
    DF_ASSIGN(version, VersionAt(store, record, *at));
  }
  DF_ASSIGN(const auto stored, Directory(store).GetDefinition(version));
  return graph::ParseStored(stored.file, stored.text);
}

Value ParamsFor(const graph::ParseReport& parsed, const Value& params) {
  Value known = Value::EmptyObject();
  if (!params.is_object() || parsed.definition == nullptr) return known;
  for (const graph::ParamDefinition& param : parsed.definition->params) {
    const Value* value = params.Find(param.name.name);
    if (value != nullptr) known = std::move(known).Set(param.name.name, *value);
  }
  return known;
}

}  // namespace dashflow::checkpoint
