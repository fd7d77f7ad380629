// SPDX-License-Identifier: Apache-2.0
#include "host/engine/call/namespace.h"

#include "host/engine/run.h"
#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

constexpr char kSeparator = '|';

}  // namespace

std::string NamespaceOf(const Attempt& attempt, graph::SubCheckpoint checkpoint, std::uint64_t n) {
  const Run& run = attempt.run();
  const std::string path = PathText(run.workflow, attempt.task().path, attempt.node());
  return NamespaceOf(run.Identity(path), attempt.plan().name, checkpoint, n);
}

std::string NamespaceOf(const TaskIdentity& task, std::string_view node,
                        graph::SubCheckpoint checkpoint, std::uint64_t n) {
  std::string name(task.space);
  if (!name.empty()) name += kSeparator;
  name += node;
  if (checkpoint != graph::SubCheckpoint::kOwn) name.append(":").append(CallerId(task));
  if (n > 0) name.append(1, kSeparator).append(std::to_string(n));
  return name;
}

Value NamespaceParts(std::string_view name) {
  ArrayBuilder parts;
  while (!name.empty()) {
    const std::size_t end = name.find(kSeparator);
    parts.Add(name.substr(0, end));
    name.remove_prefix(end == std::string_view::npos ? name.size() : end + 1);
  }
  return std::move(parts).Build();
}

}  // namespace dashflow::engine
