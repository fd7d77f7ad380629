// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/copy_calls.h"

#include <algorithm>
#include <utility>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/namespace/namespace_name.h"

namespace dashflow::checkpoint {
namespace {

// A log whose tasks call: what its namespace is called, and is called in the copy.
struct Caller {
  std::uint64_t stream = 0;
  std::string space;
  std::string new_space;
};

// "draft:1f0c…|1", the part of the name that its caller adds, with another id.
std::string WithId(std::string part, const std::string& id) {
  const std::size_t begin = part.find(kNamespaceId) + 1;
  const std::size_t end = std::min(part.find(kNamespaceSeparator, begin), part.size());
  return part.replace(begin, end - begin, id);
}

// One with `checkpoint: own` has no ids in its name.
std::string NewName(const Caller& caller, const NamespaceRecord& call, const CallerIdOf& id_of) {
  if (KeepsItsOwn(call.name)) return call.name;
  const std::size_t before = caller.space.empty() ? 0 : caller.space.size() + 1;
  const std::string part =
      WithId(call.name.substr(before), id_of(caller.new_space, call.step, call.task));
  return caller.new_space.empty() ? part : caller.new_space + kNamespaceSeparator + part;
}

}  // namespace

Result<std::vector<NamespaceRecord>> CallsOfThread(Store& store, const std::string& thread) {
  std::vector<NamespaceRecord> calls;
  DF_TRY(NamespaceDirectory(store).Visit(thread, [&calls](NamespaceRecord call) {
    calls.push_back(std::move(call));
    return true;
  }));
  return calls;
}

Status RenameForCopy(Store& store, const ThreadRecord& from, const CallerIdOf& id_of,
                     std::vector<NamespaceRecord>& calls) {
  std::vector<Caller> callers = {{from.stream, {}, {}}};
  for (std::size_t i = 0; i < callers.size(); ++i) {
    const Caller caller = callers[i];
    DF_ASSIGN(const Loaded loaded, Loader(store).LoadHead(caller.stream));
    for (NamespaceRecord& call : calls) {
      if (call.caller != caller.stream || call.step != loaded.state.DueStep()) continue;
      std::string name = NewName(caller, call, id_of);
      callers.push_back({call.stream, call.name, name});
      call.name = std::move(name);
    }
  }
  return Ok();
}

}  // namespace dashflow::checkpoint
