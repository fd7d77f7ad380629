// SPDX-License-Identifier: Apache-2.0
#include "host/cli/workflows/waiting_check.h"

#include <fmt/format.h>

#include <map>

#include "host/checkpoint/directory.h"
#include "host/graph/files/stored_text.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

using checkpoint::ThreadRecord;

constexpr std::size_t kMostNamed = 5;

// Threads that run on the same definition with the same parameters.
using Group = std::vector<ThreadRecord>;

std::vector<Group> GroupsOf(std::vector<ThreadRecord> threads) {
  std::map<std::string, Group> groups;
  for (auto& thread : threads) {
    if (thread.status == checkpoint::ThreadStatus::kDone) continue;
    groups[thread.version + ToJson(thread.params)].push_back(std::move(thread));
  }
  std::vector<Group> list;
  list.reserve(groups.size());
  for (auto& [key, group] : groups) list.push_back(std::move(group));
  return list;
}

std::string NamesOf(const Group& group) {
  std::string names = group.size() == 1 ? "thread " : "threads ";
  for (std::size_t i = 0; i < std::min(group.size(), kMostNamed); ++i)
    names += (i == 0 ? "" : ", ") + group[i].id;
  if (group.size() > kMostNamed) names += fmt::format(" and {} more", group.size() - kMostNamed);
  return names;
}

Error NewShape(const ThreadRecord& thread) {
  return Error("workflow_changed", "workflow '" + thread.workflow + "' has another shape now")
      .Cause("the node types that are installed make another graph of version " + thread.version);
}

std::vector<Error> MistakesFor(Session& session, const checkpoint::Directory& directory,
                               const ThreadRecord& thread) {
  const auto stored = directory.GetDefinition(thread.version);
  if (stored.has_error()) return {stored.error()};
  const auto& plugins = session.plugins();
  const auto report = graph::Compile(graph::ParseStored(stored->file, stored->text),
                                     {plugins, plugins.reducers(), thread.params});
  if (report.workflow && report.workflow->shape != thread.shape) return {NewShape(thread)};
  return report.errors;
}

}  // namespace

Exit CheckWaiting(Session& session) {
  const Console& console = session.console();
  const auto store = session.StoreForReading();
  if (store.has_error()) return console.Fail(store.error());
  const checkpoint::Directory directory(*store.value());
  auto threads = directory.List({});
  if (threads.has_error()) return console.Fail(threads.error());
  std::int64_t count = 0;
  Exit worst = Exit::kOk;
  for (const Group& group : GroupsOf(std::move(threads).value())) {
    count += static_cast<std::int64_t>(group.size());
    for (Error& error : MistakesFor(session, directory, group.front())) {
      worst = Exit::kInvalid;
      console.Fail(error.Operation("validate unfinished threads").Resource(NamesOf(group)));
    }
  }
  if (worst == Exit::kOk)
    console.DataText(Value::EmptyObject().Set("valid", true).Set("threads", count),
                     fmt::format("{} unfinished thread{} can go on", count, count == 1 ? "" : "s"));
  return worst;
}

}  // namespace dashflow::cli
