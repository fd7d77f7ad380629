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
  std::string name = run.space;
  if (!name.empty()) name += kSeparator;
  name += attempt.plan().name;
  if (checkpoint != graph::SubCheckpoint::kOwn) {
    const std::string path = PathText(run.workflow, attempt.task().path, attempt.node());
    name.append(":").append(CallerId(run.Identity(path)));
  }
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
