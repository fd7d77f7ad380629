// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/flow/parts.h"

#include "tests/simulation/flow/segments.h"

namespace dashflow::simulation {
namespace {

constexpr std::string_view kHead = R"(state:
  given: {type: integer, default: 0}
  proof: {reduce: concat}
  hops: {reduce: sum}
  total: {reduce: sum}
input: [given]
)";

// One that keeps its state from call to call would give its proof away again each time.
std::string OutputOf(bool keeps_state) {
  return keeps_state ? "output: [total]\n" : "output: [proof, hops, total]\n";
}

std::string Interrupts(Draft& part, bool logged) {
  if (!logged || !part.dice().Percent(12)) return "";
  return "interrupt: {" + std::string(part.dice().Percent(50) ? "before" : "after") + ": [" +
         part.dice().Of(part.names()) + "]}\n";
}

}  // namespace

std::string AddPart(Draft& draft, const std::string& given) {
  Flow& flow = draft.flow();
  Dice& dice = draft.dice();
  const std::string name = "part" + std::to_string(flow.parts.size() + 1);
  flow.parts[name];
  // Tasks of one superstep cannot share one state; and a call that is made again in a later
  // superstep, after a compensation, would go on from what the failed one left there.
  const bool alone = !given.empty();
  const bool may_keep = alone && !flow.compensates;
  const std::string keeps =
      dice.Of(Names{"inherit", "inherit", "none", may_keep ? "own" : "inherit"});
  Draft part(flow, dice, name, true);
  Names entry{"END"};
  for (int i = dice.From(1, 2); i > 0; --i) entry = AddSegment(part, entry, 0);
  part.Edge("{from: START, to: " + Listed(entry) + "}");
  flow.parts[name] =
      part.Text(std::string(kHead) + OutputOf(keeps == "own") + Interrupts(part, keeps != "none"));
  flow.has_unlogged = flow.has_unlogged || keeps == "none";
  return draft.RawNode("workflow: " + name + ", checkpoint: " + keeps +
                       (alone ? ", in: {given: {cel: \"" + given + "\"}}" : "") +
                       (keeps == "own" ? ", out: {total: high}" : ""));
}

}  // namespace dashflow::simulation
