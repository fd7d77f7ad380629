// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/peer_workflows.h"

#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::bench {
namespace {

Value Member(const Value& object, std::string_view key) {
  const Value* found = object.Find(key);
  return found == nullptr ? Value() : *found;
}

Value Messages(const Value& output) { return Member(output, "messages"); }

Workload Sequential(int nodes) {
  return {"sequential_" + std::to_string(nodes), SequenceOf(nodes),
          Value::EmptyObject().Set("messages", Value::EmptyArray()), Messages};
}

// What each message says, without the ids that each program makes its own way.
Value Said(const Value& output) {
  ArrayBuilder said;
  Messages(output).ForEachElement([&said](const Value& message) {
    said.Add(
        Value::EmptyArray().Append(Member(message, "type")).Append(Member(message, "content")));
  });
  return std::move(said).Build();
}

Workload React(int calls) {
  const Value human =
      Value::EmptyObject().Set("type", "human").Set("content", "hi?").Set("id", "human");
  return {
      "react_" + std::to_string(calls),
      "dashflow: 1\nname: react\nstate:\n  messages: {reduce: messages}\nnodes:\n"
      "  model: {type: bench.model, with: {count: " +
          std::to_string(calls) +
          "}}\n  tool: {type: bench.tool}\nedges:\n"
          "  - START -> model\n  - tool -> model\n"
          "  - {from: model, to: tool, when: \"has(messages[size(messages) - 1].tool_calls)\"}\n"
          "limits: {steps: 1000000}\n",
      Value::EmptyObject().Set("messages", Value::EmptyArray().Append(human)), Said};
}

constexpr const char* kWideState = R"(
state:
  messages: {reduce: concat}
  trigger_events: {reduce: concat}
  primary_issue_medium: {type: string, default: email}
  autoresponse: {type: object}
  issue: {type: object}
  relevant_rules: {type: array}
  memory_docs: {type: array}
  categorizations: {reduce: concat}
  responses: {reduce: concat}
  user_info: {type: object}
  crm_info: {type: object}
  email_thread_id: {type: string}
  slack_participants: {reduce: merge}
  bot_id: {type: string}
  notified_assignees: {reduce: merge}
nodes:
  one: {type: bench.read_write, with: {letters: LETTERS, read: messages, lists: [trigger_events], texts: [primary_issue_medium]}}
  two: {type: bench.read_write, with: {letters: LETTERS, read: trigger_events, objects: [autoresponse, issue]}}
  three: {type: bench.read_write, with: {letters: LETTERS, read: autoresponse, lists: [relevant_rules]}}
  four: {type: bench.read_write, with: {letters: LETTERS, read: trigger_events, lists: [categorizations, responses, memory_docs]}}
  five: {type: bench.read_write, with: {letters: LETTERS, read: categorizations, objects: [user_info, crm_info, slack_participants, notified_assignees],
    texts: [email_thread_id, bot_id]}}
  six: {type: bench.read_write, with: {letters: LETTERS, read: responses, lists: [messages]}}
edges:
  - START -> one -> two -> three & four
  - three & four -> five
  - five -> six
  - {from: six, to: one, when: size(messages) <= LETTERS}
)";

std::string WithLetters(std::string text, int letters) {
  constexpr std::string_view kPlace = "LETTERS";
  for (auto at = text.find(kPlace); at != std::string::npos; at = text.find(kPlace))
    text.replace(at, kPlace.size(), std::to_string(letters));
  return text;
}

Value Named(int count, const Value& value) {
  Value object = Value::EmptyObject();
  for (int i = 0; i < count; ++i)
    object = std::move(object).Set("k" + std::string(9, static_cast<char>('0' + i)), value);
  return object;
}

Value WideMessage(int keys, int inner) {
  Value list = Value::EmptyArray();
  for (int i = 0; i < 5; ++i) {
    for (const Value& each : {Value("hi?hi?hi?hi?hi?hi?hi?hi?hi?hi?"), Value(true), Value(1),
                              Value(std::int64_t{6327816386138}), Value()})
      list = std::move(list).Append(each);
  }
  return Named(keys, Named(inner, list));
}

struct Wide {
  int letters;
  int keys;
  int inner;
};

Workload WideState(const Wide& wide) {
  const std::string size =
      std::to_string(wide.keys * wide.inner) + "x" + std::to_string(wide.letters);
  const Value messages = Value::EmptyArray().Append(WideMessage(wide.keys, wide.inner));
  return {"wide_state_" + size,
          WithLetters("dashflow: 1\nname: wide" + std::string(kWideState), wide.letters),
          Value::EmptyObject().Set("messages", messages),
          [](const Value& output) { return output; }};
}

Value Jokes(const Value& output) { return Member(output, "jokes"); }

// Twelve supersteps for each subject.
constexpr const char* kJoke = R"yaml(
dashflow: 1
name: joke
state:
  subject: {type: string}
  joke: {type: string}
input: [subject]
output: [joke]
nodes:
  edit: {type: bench.wrap, with: {behind: " - hohoho"}, in: {text: subject}, out: {text: subject}}
  generate: {type: bench.wrap, with: {before: "Joke about "}, in: {text: subject}, out: {text: joke}}
  bump: {type: bench.wrap, with: {behind: " a"}, in: {text: joke}, out: {text: joke}}
edges:
  - START -> edit -> generate -> bump
  - {from: bump, to: bump, when: "!joke.endsWith(' a a a a a a a a a a')"
}
durability: exit
)yaml";

Value Subjects(int count) {
  std::string letters;
  for (int i = 0; i < 99; ++i) letters += "abcdefghij";
  ArrayBuilder subjects;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    subjects.Add(std::string(3 - number.size(), '0') + number + letters + "abcdefg");
  }
  return std::move(subjects).Build();
}

Workload Fanout(int subjects) {
  return {.name = "fanout_" + std::to_string(subjects),
          .workflow =
              "dashflow: 1\nname: fanout\nstate:\n  subjects: {type: array}\n"
              "  jokes: {reduce: append}\ninput: [subjects]\noutput: [jokes]\nnodes:\n"
              "  generate: {workflow: inner.yaml, out: {joke: jokes}}\nedges:\n"
              "  - {from: START, each: subjects, to: generate, as: subject}\n",
          .input = Value::EmptyObject().Set("subjects", Subjects(subjects)),
          .answer = Jokes,
          .inner = kJoke};
}

}  // namespace

std::string SequenceOf(int nodes) {
  const auto name = [](int i) { return "node_" + std::to_string(i); };
  std::string text =
      "dashflow: 1\nname: sequence\nstate:\n  messages: {reduce: messages}\nnodes:\n";
  for (int i = 0; i < nodes; ++i) text += "  " + name(i) + ": {type: bench.noop}\n";
  text += "edges:\n  - START";
  for (int i = 0; i < nodes; ++i) text += " -> " + name(i);
  return text + "\nlimits: {steps: 1000000}\n";
}

std::vector<Workload> PeerWorkloads() {
  return {Sequential(10),
          Sequential(1000),
          React(10),
          React(100),
          WideState({300, 5, 5}),
          WideState({600, 3, 5}),
          WideState({1200, 3, 3}),
          Fanout(10),
          Fanout(100)};
}

}  // namespace dashflow::bench
