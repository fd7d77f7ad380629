// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/engine/move/move_fixture.h"

namespace dashflow::engine {

using graph::Call;
using graph::Outcome;

namespace {

Outcome Mark(Call& call) {
  call.Emit(0, std::string(call.Text(graph::CallText::kNode)) +
                   std::to_string(call.facts().inputs[0].as_int()));
  return Outcome::kDone;
}

}  // namespace

MoveTest::MoveTest() {
  host.UseStore(store);
  const auto note = [this](Call& call) {
    const std::string node(call.Text(graph::CallText::kNode));
    keys[node] = call.Text(graph::CallText::kIdempotencyKey);
    return ++starts[node];
  };
  host.types.Add("test.ask", {.inputs = {"n"}, .outputs = {"answer"}}, [note](Call& call) {
    note(call);
    const Value* answer = call.Interrupt(call.facts().inputs[0], {});
    if (answer == nullptr) return Outcome::kInterrupted;
    call.Emit(0, *answer);
    return Outcome::kDone;
  });
  for (const char* name : {"test.mark", "test.open"}) {
    host.types.Add(name, {.inputs = {"n"}, .outputs = {"log"}}, [note](Call& call) {
      note(call);
      return Mark(call);
    });
  }
  host.types.Add("test.fail", {.inputs = {"n"}, .outputs = {"log"}}, [this, note](Call& call) {
    if (note(call) > failures) return Mark(call);
    call.Fail(Error("broken", "it broke"));
    return Outcome::kFailed;
  });
}

std::string MoveTest::Parts::Yaml() const {
  return "\ndashflow: 1\nname: move\nstate:\n  n: {type: integer, default: 1}\n"
         "  answer: {type: [integer, 'null']}\n  log: {reduce: append}\n" +
         (state.empty() ? "" : "  " + state + "\n") + "nodes: {" + nodes + "}\nedges: [" + edges +
         "]\n" + rest;
}

RunResult MoveTest::Begin(const Parts& parts, std::string_view input) {
  return host.RunOn("t", parts.Yaml(), input);
}

Result<checkpoint::ThreadRecord> MoveTest::Move(const Parts& from, const Parts& to) {
  return host.engine().MoveThread(
      "t", graph::MakeMigration(host.types.Compile(from.Yaml()), host.types.Compile(to.Yaml())));
}

Error MoveTest::Refusal(const Parts& from, const Parts& to) {
  const auto before = Record();
  const std::size_t entries = store.entries();
  const auto moved = Move(from, to);
  EXPECT_EQ(Record().rev, before.rev);
  EXPECT_EQ(store.entries(), entries);
  return moved.has_error() ? moved.error() : Error("internal", "it moved");
}

RunResult MoveTest::Resume(const Parts& parts, std::vector<Answer> answers) {
  return host.Resume("t", parts.Yaml(), std::move(answers));
}

RunResult MoveTest::MoveAndResume(const Parts& from, const Parts& to, std::vector<Answer> answers) {
  const auto moved = Move(from, to);
  EXPECT_TRUE(moved.has_value()) << moved.error().message() << "; " << moved.error().cause();
  host.Restart();
  return Resume(to, std::move(answers));
}

checkpoint::ThreadRecord MoveTest::Record() {
  return checkpoint::Directory(store).Get("t").value();
}

}  // namespace dashflow::engine
