// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/flow/segments.h"

#include <array>

#include "tests/simulation/flow/parts.h"

namespace dashflow::simulation {
namespace {

using namespace std::chrono_literals;

std::string From(const std::string& from, const Names& to) {
  return "{from: " + from + ", to: " + Listed(to) + "}";
}

Names Single(Draft& draft, const Names& next, int) {
  const std::string node = draft.LoneNode();
  if (draft.dice().Percent(8)) {
    draft.Edge("{from: " + node + ", to: " + Listed(next) + ", when: \"(" + draft.Expression() +
               ") % 5 != 1\"}");
  } else {
    draft.Edge(From(node, next));
  }
  return {node};
}

Names Parallel(Draft& draft, const Names& next, int) {
  Names nodes;
  for (int i = draft.dice().From(2, 4); i > 0; --i) nodes.push_back(draft.Node());
  if (draft.dice().Percent(60) && next != Names{"END"}) {
    draft.Edge(From(Listed(nodes), next));
  } else {
    for (const std::string& node : nodes) draft.Edge(From(node, next));
  }
  return nodes;
}

// One task an element, each of a node or of a subworkflow.
Names Fan(Draft& draft, const Names& next, int) {
  const std::string from = draft.Node();
  const bool calls = !draft.is_part() && draft.dice().Percent(35);
  const std::string each = calls ? AddPart(draft, "") : draft.Node();
  const std::string list = draft.is_part() ? "[given, 2]" : "items";
  draft.Edge("{from: " + from + ", each: \"" + list + "\", to: " + each +
             ", as: " + (calls ? "given" : "item") + "}");
  draft.Edge("{gather: " + each + ", to: " + Listed(next) + "}");
  return {from};
}

Names Loop(Draft& draft, const Names& next, int depth) {
  const std::string head = draft.Node();
  const Names body = AddSegment(draft, {head}, depth - 1);
  draft.Edge("{from: " + head + ", route: [{when: \"hops < " +
             std::to_string(draft.dice().From(3, 12)) + "\", to: " + Listed(body) +
             "}, {to: " + Listed(next) + "}]}");
  return {head};
}

Names Switch(Draft& draft, const Names& next, int) {
  const std::string node = draft.Node();
  const std::string a = draft.Node();
  const std::string b = draft.Node();
  draft.Edge("{from: " + node + ", switch: \"(" + draft.Expression() + ") % 3\", cases: {0: " + a +
             ", 1: " + b + "}, default: " + Listed(next) + "}");
  draft.Edge(From(a, next));
  draft.Edge(From(b, next));
  return {node};
}

// The node chooses by itself.
Names Jump(Draft& draft, const Names& next, int) {
  Act act;
  const std::string a = draft.Node();
  const std::string b = draft.Node();
  const bool sends = draft.dice().Percent(40);
  act.jumps = {a, b};
  if (sends) act.sends = a;
  const std::string node = draft.Node(act, ", goto: [" + a + ", " + b + "]");
  draft.Edge(sends ? "{gather: " + a + ", to: " + Listed(next) + "}" : From(a, next));
  draft.Edge(From(b, next));
  return {node};
}

Names Call(Draft& draft, const Names& next, int depth) {
  if (draft.is_part()) return Single(draft, next, depth);
  const std::string node = AddPart(draft, draft.Expression());
  draft.Edge(From(node, next));
  return {node};
}

// A node that never succeeds, by failing or by taking too long, and one in its place.
Names Mended(Draft& draft, const Names& next, int) {
  Act act;
  act.broken = draft.dice().Percent(60);
  if (!act.broken) act.takes = 5s;
  const std::string mender = draft.is_part() ? draft.Node() : draft.Note("log");
  const std::string node = draft.Node(act, ", on_error: " + mender);
  draft.Edge(From(node, next));
  draft.Edge(From(mender, next));
  return {node};
}

using Maker = Names (*)(Draft&, const Names&, int);
constexpr std::array<Maker, 12> kMakers{Single, Single, Parallel, Parallel, Fan,  Fan,
                                        Switch, Jump,   Call,     Call,     Loop, Mended};

}  // namespace

Names AddSegment(Draft& draft, const Names& next, int depth) {
  Maker make = kMakers[draft.dice().Below(kMakers.size())];
  if (depth == 0 && make == Loop) make = Single;
  return make(draft, next, depth);
}

}  // namespace dashflow::simulation
