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

// What is tried again begins anew. Where the state is kept it would go on from another one.
std::string Retry(Dice& dice, bool keeps_state) {
  if (keeps_state || !dice.Percent(40)) return "";
  const int attempts = dice.From(2, 3);
  const std::string delay = dice.Of(Names{"0ms", "10ms"});
  return ", retry: {attempts: " + std::to_string(attempts) + ", delay: " + delay + "}";
}

// A node that finds the workflow itself.
std::string CallByName(Draft& draft, const std::string& part, const std::string& more) {
  const std::string node = draft.RawNode("type: sim.call" + more);
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
  const bool keeps_state = keeps == "own";
  const bool by_name = keeps != "none" && dice.Percent(35);
  Draft part(flow, dice, name, true);
  Names entry{"END"};
  for (int i = dice.From(1, 2); i > 0; --i) entry = AddSegment(part, entry, 0);
  part.Edge("{from: START, to: " + Listed(entry) + "}");
  flow.parts[name] = part.Text(std::string(kHead) + OutputOf(keeps_state) +
                               Interrupts(part, keeps != "none" && !by_name));
  flow.has_unlogged = flow.has_unlogged || keeps == "none";
  const std::string more = ", checkpoint: " + keeps + GivenPort(given) + Retry(dice, keeps_state) +
                           (keeps_state ? ", out: {total: high}" : "");
  return by_name ? CallByName(draft, name, more) : draft.RawNode("workflow: " + name + more);
}

}  // namespace dashflow::simulation
