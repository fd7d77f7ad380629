// SPDX-License-Identifier: Apache-2.0
#include "host/graph/check/answers.h"

#include "host/graph/compile/stages.h"

namespace dashflow::graph {

void CheckAnswer(Build& build, const NodeFacts& node, const Value& answer, Mark at) {
  if (!node.answer) return;
  const Status fits = node.answer->Check(answer);
  if (fits.has_value()) return;
  const std::string& name = node.definition->name.name;
  build.findings
      .Add(at, "answer_misfit", "this does not answer the question of node '" + name + "'")
      .Cause(fits.error().cause())
      .Fix("give what the node's settings ask for")
      .In(build.PlaceOf(at, name));
}

void CheckAnswers(Build& build) {
  for (const NodeFacts& node : build.nodes) {
    const auto& expire = node.definition->rules.expire;
    if (expire && expire->answer) CheckAnswer(build, node, *expire->answer, expire->answer_at);
  }
}

}  // namespace dashflow::graph
