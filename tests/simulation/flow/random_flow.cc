// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/flow/flow.h"
#include "tests/simulation/flow/segments.h"

namespace dashflow::simulation {
namespace {

// `hint`, `news` and `scratch` are gone by the end; `undone` tells of accidents.
constexpr std::string_view kHead = R"(state:
  items: {type: array, default: [4, 5]}
  given: {type: integer, default: 0}
  proof: {reduce: concat}
  elsewhere: {reduce: concat}
  hops: {reduce: sum}
  total: {reduce: sum}
  low: {reduce: min}
  high: {reduce: max}
  log: {reduce: append}
  all: {reduce: concat}
  tags: {reduce: union}
  settings: {reduce: merge}
  last: {keep: latest}
  hint: {keep: ephemeral}
  news: {keep: topic}
  diary: {keep: topic, accumulate: true}
  verdict: {keep: after_finish}
  scratch: {keep: untracked}
  undone: {reduce: append}
input: [items, given]
output: [proof, hops, total, low, high, log, all, tags, settings, last, diary, verdict]
)";

Value RandomInput(Dice& dice) {
  Value items = Value::EmptyArray();
  for (int i = dice.From(0, 5); i > 0; --i) items = std::move(items).Append(dice.From(0, 9));
  return Value::EmptyObject().Set("items", std::move(items)).Set("given", dice.From(0, 9));
}

// After a compensation, and in `exit` mode, checkpoints cannot be counted.
Move RandomMove(const Flow& flow, Dice& dice) {
  Move move{.values = RandomInput(dice)};
  const bool counts = !flow.compensates && flow.durability != graph::Durability::kExit;
  const int chance = dice.From(1, 100);
  if (chance > 60) move.kind = Move::Kind::kUpdate;
  if (chance > 75 && counts) move.kind = Move::Kind::kFork;
  move.back = dice.From(0, 9);
  return move;
}

std::string Interrupts(Draft& draft) {
  const std::string when = draft.dice().Percent(50) ? "before" : "after";
  if (draft.dice().Percent(3)) return "interrupt: {" + when + ": \"*\"}\n";
  if (!draft.dice().Percent(15)) return "";
  return "interrupt: {" + when + ": [" + draft.dice().Of(draft.names()) + "]}\n";
}

std::string Durability(Flow& flow, Dice& dice) {
  const int chance = dice.From(1, 100);
  if (chance <= 55) return "";
  flow.durability = chance <= 80 ? graph::Durability::kAsync : graph::Durability::kExit;
  return chance <= 80 ? "durability: async\n" : "durability: exit\n";
}

void AddLane(Draft& draft) {
  Names entry{"END"};
  for (int i = draft.dice().From(1, 4); i > 0; --i) entry = AddSegment(draft, entry, 1);
  draft.Edge("{from: START, to: " + Listed(entry) + "}");
}

std::string Compensation(const Flow& flow, Draft& draft) {
  if (!flow.compensates) return "";
  return "on_failure: " + draft.Note("undone") + "\n";
}

}  // namespace

const Act& Flow::ActOf(std::string_view workflow, std::string_view node) const {
  static const Act kPlain;
  const auto found = acts.find(std::string(workflow) + "/" + std::string(node));
  return found == acts.end() ? kPlain : found->second;
}

Flow RandomFlow(std::uint64_t seed) {
  Flow flow;
  Dice dice(seed);
  Draft draft(flow, dice, "flow", false);
  flow.compensates = dice.Percent(15);
  for (int i = dice.From(1, 2); i > 0; --i) AddLane(draft);
  if (dice.Percent(20)) draft.Edge("START -> " + draft.Node({}, ", defer: true"));
  const std::string rules = Interrupts(draft) + Durability(flow, dice);
  const std::string compensation = Compensation(flow, draft);
  flow.text = draft.Text(std::string(kHead) + rules + compensation);
  flow.moves.push_back({.values = RandomInput(dice)});
  for (int i = dice.From(0, 2); i > 0; --i) flow.moves.push_back(RandomMove(flow, dice));
  flow.threads = dice.Percent(25) ? 2 : 1;
  return flow;
}

}  // namespace dashflow::simulation
