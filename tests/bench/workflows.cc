// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/workflows.h"

#include <algorithm>

namespace dashflow::bench {
namespace {

std::string Name(int number) {
  const std::string digits = std::to_string(number);
  return "n" + std::string(4 - std::min<std::size_t>(digits.size(), 4), '0') + digits;
}

std::string Head(const std::string& state) {
  return "dashflow: 1\nname: bench\nstate:\n" + state + "nodes:\n";
}

std::string Node(const std::string& name, const std::string& type, const std::string& more = "") {
  return "  " + name + ": {type: bench." + type + more + "}\n";
}

}  // namespace

std::string ChainOf(int nodes) {
  std::string text = Head("  n: {type: integer}\n");
  for (int i = 0; i < nodes; ++i) text += Node(Name(i), "inc");
  text += "edges:\n  - START";
  for (int i = 0; i < nodes; ++i) text += " -> " + Name(i);
  return text + "\n";
}

std::string LoopTo(int limit) {
  const std::string bound = std::to_string(limit);
  return Head("  n: {type: integer}\n") + Node("a", "inc") +
         "edges:\n  - START -> a\n  - {from: a, to: a, when: n < " + bound +
         "}\nlimits: {steps: " + std::to_string(limit + 10) + "}\n";
}

std::string FanOut(int width) {
  std::string text = Head(
      "  n: {type: integer}\n  list: {type: array}\n  all: {reduce: append}\n  m: {type: "
      "integer}\n");
  text += Node("each", "inc", ", out: {n: all}") + Node("z", "inc", ", out: {n: m}");
  return text + "input: [n, list]\nedges:\n  - {from: START, each: list, to: each, as: n}\n" +
         "  - {gather: each, to: z}\nlimits: {tasks: " + std::to_string(width) + "}\n";
}

std::string GrowingList(int messages) {
  return Head("  n: {type: integer}\n  log: {reduce: append}\n") + Node("a", "grow") +
         "edges:\n  - START -> a\n  - {from: a, to: a, when: n < " + std::to_string(messages) +
         "}\nlimits: {steps: " + std::to_string(messages + 10) + "}\n";
}

std::string LoopBeside(int limit, int nodes) {
  std::string text = Head("  n: {type: integer}\n") + Node("a", "inc");
  for (int i = 0; i < nodes; ++i) text += Node(Name(i), "inc");
  text += "edges:\n  - START -> a\n  - {from: a, to: a, when: n < " + std::to_string(limit) +
          "}\n  - {from: a, to: n0000, when: n < 0}\n";
  if (nodes > 1) text += "  - " + Name(0);
  for (int i = 1; i < nodes; ++i) text += " -> " + Name(i);
  return text + "\nlimits: {steps: " + std::to_string(limit + 10) + "}\n";
}

std::string LoopWithTexts(int limit) {
  return Head(
             "  n: {type: integer}\n  a: {type: string}\n  b: {type: string}\n"
             "  c: {type: string}\n  d: {type: string}\n") +
         Node("loop", "inc") + "edges:\n  - START -> loop\n  - {from: loop, to: loop, when: n < " +
         std::to_string(limit) + "}\noutput: [n]\nlimits: {steps: " + std::to_string(limit + 10) +
         "}\n";
}

std::string TellEvery(int events, int ms) {
  return Head("  n: {type: integer}\n") +
         Node("a", "tell", ", with: {ms: " + std::to_string(ms) + "}") +
         "edges:\n  - START -> a\n  - {from: a, to: a, when: n < " + std::to_string(events) +
         "}\nlimits: {steps: " + std::to_string(events + 10) + "}\n";
}

std::string HeldBelowZero(int ms) {
  return Head("  n: {type: integer}\n") + Node("a", "inc") +
         Node("hold", "pause", ", with: {ms: " + std::to_string(ms) + "}") +
         "edges:\n  - {from: START, to: a, when: n >= 0}\n"
         "  - {from: START, to: hold, when: n < 0}\n";
}

std::string PausesOf(int nodes, int ms) {
  std::string text = Head("  n: {type: integer}\n");
  for (int i = 0; i < nodes; ++i)
    text += Node(Name(i), "pause", ", with: {ms: " + std::to_string(ms) + "}");
  text += "edges:\n  - START";
  for (int i = 0; i < nodes; ++i) text += " -> " + Name(i);
  return text + "\n";
}

}  // namespace dashflow::bench
