// SPDX-License-Identifier: Apache-2.0
#include "tests/property/graph/random_yaml.h"

#include <utility>
#include <vector>

namespace dashflow::graph {
namespace {

using rc::Gen;
namespace gen = rc::gen;

using Texts = std::vector<std::string>;

Gen<std::string> OneOf(Texts texts) { return gen::elementOf(std::move(texts)); }

Gen<std::string> Joined(Gen<Texts> parts) {
  return gen::map(std::move(parts), [](const Texts& texts) {
    std::string all;
    for (const std::string& text : texts) all += text;
    return all;
  });
}

// The parts one after the other.
Gen<std::string> Sequence(std::vector<Gen<std::string>> parts) {
  Gen<std::string> all = gen::just(std::string());
  for (Gen<std::string>& part : parts) {
    all = gen::map(
        gen::pair(std::move(all), std::move(part)),
        [](const std::pair<std::string, std::string>& both) { return both.first + both.second; });
  }
  return all;
}

Gen<std::string> Text(std::string text) { return gen::just(std::move(text)); }

Gen<std::string> NodeName() { return OneOf({"a", "b", "c", "d", "e"}); }

// Now and then, so that a whole workflow has a chance to be valid.
Gen<std::string> Mostly(Gen<std::string> good, Gen<std::string> bad) {
  return gen::weightedOneOf<std::string>({{40, std::move(good)}, {1, std::move(bad)}});
}

Gen<std::string> AnyName() { return Mostly(NodeName(), OneOf({"START", "END", "zz", "'x y'"})); }

Gen<std::string> Condition() {
  return OneOf({"n > 1", "flag", "size(list) > 0", "n == 1 || flag", "text == ''", "true"});
}

Gen<std::string> AnyCondition() {
  return Mostly(Condition(),
                OneOf({"n", "list", "nope > 1", "n >", "'! flag'", "item > 1", "1", "~", "[1]"}));
}

Gen<std::string> Target(Gen<std::string> name) {
  return gen::oneOf(name, Sequence({Text("["), name, Text(", "), name, Text("]")}), Text("END"),
                    Sequence({Text("{each: list, to: "), name, Text(", send: {}}")}));
}

Gen<std::string> Edge(const Gen<std::string>& name, const Gen<std::string>& condition) {
  const Gen<std::string> to = Target(name);
  const Gen<std::string> origin =
      gen::oneOf(Sequence({Text("from: "), name}), Sequence({Text("gather: "), name}));
  return gen::oneOf(
      Sequence({name, Text(" -> "), name}),
      Sequence({Text("{"), origin, Text(", to: "), to, Text("}")}),
      Sequence({Text("{"), origin, Text(", to: "), to, Text(", when: \""), condition, Text("\"}")}),
      Sequence({Text("{"), origin, Text(", switch: n, cases: {1: "), to, Text(", 2: "), to,
                Text("}, default: "), to, Text("}")}),
      Sequence({Text("{"), origin, Text(", route: [{when: \""), condition, Text("\", to: "), to,
                Text("}, {to: "), to, Text("}]}")}),
      Sequence({Text("{"), origin, Text(", each: list, send: {}, to: "), name, Text("}")}));
}

Gen<std::string> Edges(const Gen<std::string>& edge) {
  return Joined(gen::container<Texts>(Sequence({Text("  - "), edge, Text("\n")})));
}

Gen<std::string> NodeLine(const std::string& name, Gen<std::string> type) {
  return Sequence({Text("  " + name + ": {type: "), std::move(type), Text("}\n")});
}

Gen<std::string> Nodes(const Gen<std::string>& type) {
  return Sequence({NodeLine("a", type), NodeLine("b", type), NodeLine("c", type),
                   NodeLine("d", type), NodeLine("e", type)});
}

std::string Head() {
  return "dashflow: 1\nname: random\nstate:\n  n: {type: integer, default: 0}\n  flag: {type: "
         "boolean, default: false}\n"
         "  list: {type: array, default: []}\n  text: {type: string, default: ''}\n";
}

constexpr const char* kParams = "params: {p: {type: integer, default: 3}}\n";

// Of each kind at most one.
Gen<std::string> Extras() {
  return Sequence({OneOf({"", "description: \"a 'text'\\n: with # marks\"\n"}),
                   OneOf({"", "limits: {steps: 5, time: 3s, state: 1MiB}\n"}),
                   OneOf({"", "tags: [x, 'a b']\n", "tags: []\n"}),
                   OneOf({"", "metadata: {a: [1, 2.5, null, {b: true}], 1e3: ''}\n"}),
                   OneOf({"", "output: [n]\ninput: [n, list]\n"}),
                   OneOf({"", "interrupt: {before: '*', after: [a]}\n"}),
                   OneOf({"", "tests: [{name: t, mock: {a: {}}, expect: {runs: {b: 2}}}]\n"})});
}

}  // namespace

Gen<std::string> ValidWorkflow() {
  const Gen<std::string> type =
      OneOf({"test.step", "test.bare", "test.step, timeout: 3s", "test.step, retry: {attempts: 2}",
             "test.count, in: {path: text}, with: {max_bytes: 7}", "test.list, out: {paths: list}",
             "test.step, with: {x: '${params.p}', y: [1, 2.5, null, 'no: #']}, concurrency: 2",
             "test.jump, goto: [a, END], with: {to: a, when: n > 1}"});
  return Sequence({Text(Head() + "nodes:\n"), Nodes(type),
                   Text("edges:\n  - START -> a & b & c & d & e\n"),
                   Edges(Edge(NodeName(), Condition())), Text(kParams), Extras()});
}

Gen<std::string> AnyWorkflow() {
  const Gen<std::string> type =
      Mostly(OneOf({"test.step", "test.bare", "test.count, in: {path: text}",
                    "test.list, out: {paths: list}", "test.step, goto: [a]"}),
             OneOf({"test.count", "test.list, out: {paths: n}", "test.none", "1", "test.write",
                    "test.step, with: {x: '${params.y}'}", "test.step, goto: [zz]",
                    "test.step, cache: {}", "test.step, retry: {attempts: -1}"}));
  const Gen<std::string> extra =
      Mostly(OneOf({"", "interrupt: {before: '*'}\n", "x-a: &a 1\n"}),
             OneOf({"limits: {steps: 0}\n", "input: [n, zz]\n", "tests: []\n",
                    "requires: {test: '< 1'}\n", "name: twice\n"}));
  const Gen<std::string> edges = gen::resize(6, Edges(Edge(AnyName(), AnyCondition())));
  return Sequence(
      {Text(Head() + "nodes:\n"), Nodes(type), Text("edges:\n  - START -> a\n"), edges, extra});
}

Gen<std::string> Damaged(std::string text) {
  const Gen<std::vector<std::pair<std::size_t, char>>> hits =
      gen::resize(6, gen::container<std::vector<std::pair<std::size_t, char>>>(gen::pair(
                         gen::inRange<std::size_t>(0, text.size()), gen::arbitrary<char>())));
  return gen::map(
      hits, [text = std::move(text)](const std::vector<std::pair<std::size_t, char>>& places) {
        std::string damaged = text;
        for (const auto& [at, byte] : places) {
          if (at >= damaged.size()) continue;
          if (byte % 3 == 0) {
            damaged.erase(at, 1);
          } else if (byte % 3 == 1) {
            damaged.insert(at, 1, byte);
          } else {
            damaged[at] = byte;
          }
        }
        return damaged;
      });
}

}  // namespace dashflow::graph
