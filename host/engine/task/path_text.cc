// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/task.h"
#include "host/graph/workflow.h"

namespace dashflow::engine {

std::string PathText(const checkpoint::TaskPath& path, std::string_view node,
                     std::string_view handler) {
  std::string text(node);
  if (path.index != checkpoint::TaskPath::kPull) text += "#" + std::to_string(path.index);
  if (!handler.empty()) text.append(":").append(handler);
  return text;
}

std::string PathText(const graph::Workflow& workflow, const checkpoint::TaskPath& path,
                     graph::NodeId acting) {
  const std::string_view handler =
      acting == path.node ? std::string_view() : workflow.nodes[acting].name;
  return PathText(path, workflow.nodes[path.node].name, handler);
}

}  // namespace dashflow::engine
