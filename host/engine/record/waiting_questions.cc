// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/waiting_questions.h"

#include "host/engine/task/task.h"

namespace dashflow::engine {
namespace {

std::string NodeName(const checkpoint::Names& names, std::uint32_t node) {
  return node < names.nodes.size() ? names.nodes[node] : "node " + std::to_string(node);
}

}  // namespace

std::string TaskText(const checkpoint::Names& names, const checkpoint::TaskProgress& task) {
  const bool handled = task.node() != task.path.node;
  return PathText(task.path, NodeName(names, task.path.node),
                  handled ? NodeName(names, task.node()) : "");
}

std::vector<WaitingQuestion> QuestionsOf(const checkpoint::Loaded& loaded) {
  std::vector<WaitingQuestion> questions;
  for (const auto& task : loaded.state.progress) {
    for (const auto& asked : task.asked)
      questions.push_back(
          {TaskText(loaded.names, task), NodeName(loaded.names, task.node()), asked});
  }
  return questions;
}

}  // namespace dashflow::engine
