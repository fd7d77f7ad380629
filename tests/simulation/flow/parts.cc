// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/flow/parts.h"

#include "tests/simulation/flow/segments.h"

namespace dashflow::simulation {
namespace {

constexpr std::string_view kHead = R"(state:
  given: {type: integer, default: 0}
  proof: {reduce: concat}
  elsewhere: {reduce: concat}
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

std::string GivenPort(const std::string& given) {
  return given.empty() ? "" : ", in: {given: {cel: \"" + given + "\"}}";
}

// A node that finds the workflow itself.
std::string CallByName(Draft& draft, const std::string& part, const std::string& given) {
  const std::string node = draft.RawNode("type: sim.call" + GivenPort(given));
  draft.flow().acts[draft.name() + "/" + node].calls = part;
  return node;
}

}  // namespace

std::string AddPart(Draft& draft, const std::string& given) {
  Flow& flow = draft.flow();
  Dice& dice = draft.dice();
  const std::string name = "part" + std::to_string(flow.parts.size() + 1);
  flow.parts[name];
  const bool alone = !given.empty();  // tasks of one superstep cannot share one state
  const std::string keeps = dice.Of(Names{"inherit", "inherit", "none", alone ? "own" : "inherit"});
  const bool by_name = keeps == "inherit" && dice.Percent(35);
  Draft part(flow, dice, name, true);
  Names entry{"END"};
  for (int i = dice.From(1, 2); i > 0; --i) entry = AddSegment(part, entry, 0);
  part.Edge("{from: START, to: " + Listed(entry) + "}");
  flow.parts[name] = part.Text(std::string(kHead) + OutputOf(keeps == "own") +
                               Interrupts(part, keeps != "none" && !by_name));
  flow.has_unlogged = flow.has_unlogged || keeps == "none";
  if (by_name) return CallByName(draft, name, given);
  return draft.RawNode("workflow: " + name + ", checkpoint: " + keeps + GivenPort(given) +
                       (keeps == "own" ? ", out: {total: high}" : ""));
}

}  // namespace dashflow::simulation
