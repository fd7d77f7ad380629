// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::MapStore;

// Counts up to `most`, and asks wherever it meets a multiple of three.
const std::string kWorkflow = R"(
dashflow: 1
name: threads
state:
  n: {type: integer, default: 0}
  most: {type: integer, default: 5}
  log: {reduce: append}
  last: {type: [integer, 'null'], keep: after_finish}
nodes:
  count: {type: test.count, out: {twice: last}}
  ask: {type: test.ask, out: {answer: log}}
edges:
  - START -> count
  - {from: count, route: [{when: n % 3 == 0, to: ask}, {when: n < most, to: count}]}
  - {from: ask, to: count, when: n < most}
)";

// A thread that was worked on in some way.
struct Story {
  explicit Story(const std::vector<std::uint8_t>& acts) {
    host.UseStore(store);
    host.types.Add("test.count", {.inputs = {"n"}, .outputs = {"n", "log", "twice"}},
                   [](Call& call) {
                     const std::int64_t n = call.facts().inputs[0].as_int() + 1;
                     call.Emit(0, n);
                     call.Emit(1, n);
                     call.Emit(2, 2 * n);
                     return Outcome::kDone;
                   });
    host.types.Add("test.ask", {.inputs = {"n"}, .outputs = {"answer"}}, [](Call& call) {
      const Value* answer = call.Interrupt(call.facts().inputs[0], {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
    program = host.engine().Load(host.types.Compile(kWorkflow));
    Input(4);
    for (std::size_t i = 0; i < std::min<std::size_t>(acts.size(), 10); ++i) Act(acts[i]);
  }

  void Act(std::uint8_t act) {
    if (act % 4 == 0) return Input(act % 9);
    if (act % 4 == 1) return Update(act);
    RunRequest request;
    request.thread = "t";
    if (act % 4 == 2) request.answers.push_back({"", act});
    if (act % 4 == 3) request.go_to = {"count"};
    Run(std::move(request));
  }
  void Input(std::int64_t most) {
    RunRequest request;
    request.thread = "t";
    request.input = Value::EmptyObject().Set("n", 0).Set("most", most);
    Run(std::move(request));
  }
  void Run(RunRequest request) {
    const auto handle = host.engine().Start(program, std::move(request));
    if (handle.has_value()) handle->Wait();
  }
  void Update(std::int64_t value) {
    UpdateRequest request;
    request.thread = "t";
    request.updates = {{"count", Value::EmptyObject().Set("n", value % 7)}};
    host.engine().Update(program, request).value();
  }

  std::vector<std::string> History(const std::string& thread) {
    std::vector<std::string> lines;
    const auto record = checkpoint::Directory(store).Get(thread).value();
    checkpoint::History(store, record)
        .Visit([&lines](const checkpoint::Snapshot& snapshot) {
          // What a copy or a prune may change: where it lies, and that an input is forgotten.
          if (snapshot.position.seq == 0) return true;
          std::string line =
              std::to_string(snapshot.state.step) + ToJson(checkpoint::ValuesOf(snapshot));
          for (const std::string& next : checkpoint::UnfinishedOf(snapshot)) line += " " + next;
          lines.push_back(line);
          return true;
        })
        .value();
    return lines;
  }
  // What a thread becomes when it goes on to its end.
  std::string End(const std::string& thread) {
    std::string told;
    for (int round = 0; round < 20; ++round) {
      RunRequest request;
      request.thread = thread;
      const RunResult result = host.engine().Start(program, std::move(request)).value().Wait();
      told += ToJson(result.output);
      if (result.questions.empty()) return told;
      RunRequest answer;
      answer.thread = thread;
      answer.answers.push_back({"", 100});
      told += ToJson(host.engine().Start(program, std::move(answer)).value().Wait().output);
    }
    return told;
  }

  MapStore store;
  HostFixture host;
  ProgramPtr program;
};

using Acts = std::vector<std::uint8_t>;

RC_GTEST_PROP(Threads, ACopyTellsTheSame, (const Acts& acts)) {
  Story story(acts);
  story.host.engine().CopyThread("t", "c").value();
  RC_ASSERT(story.History("c") == story.History("t"));
}

RC_GTEST_PROP(Threads, ACopyEndsTheSameAndLeavesItsOriginal, (const Acts& acts)) {
  Story story(acts);
  story.host.engine().CopyThread("t", "c").value();
  const auto before = story.History("t");
  const std::string end = story.End("c");
  RC_ASSERT(story.History("t") == before);
  RC_ASSERT(story.End("t") == end);
}

RC_GTEST_PROP(Threads, ADeletedCopyWasNeverThere, (const Acts& acts)) {
  Story story(acts);
  const auto history = story.History("t");
  const auto before = std::pair(story.store.records(), story.store.entries());
  story.host.engine().CopyThread("t", "c").value();
  story.End("c");
  story.host.engine().DeleteThread("c").value();
  RC_ASSERT(std::pair(story.store.records(), story.store.entries()) == before);
  RC_ASSERT(story.History("t") == history);
}

RC_GTEST_PROP(Threads, APruneKeepsTheNewest, (const Acts& acts, std::uint8_t keep)) {
  Story story(acts);
  auto history = story.History("t");
  const auto pruned =
      story.host.engine().PruneThread("t", {.keep = keep % 12U + 1, .since = {}}).value();
  RC_ASSERT(pruned.kept + pruned.removed == history.size());
  history.resize(std::min<std::size_t>(history.size(), keep % 12U + 1));
  RC_ASSERT(story.History("t") == history);
}

RC_GTEST_PROP(Threads, APrunedThreadEndsTheSame, (const Acts& acts, std::uint8_t keep)) {
  Story story(acts);
  story.host.engine().CopyThread("t", "c").value();
  story.host.engine().PruneThread("t", {.keep = keep % 5U + 1, .since = {}}).value();
  RC_ASSERT(story.End("t") == story.End("c"));
}

RC_GTEST_PROP(Threads, PrunesInTwoStepsAreOne, (const Acts& acts, std::uint8_t a, std::uint8_t b)) {
  Story story(acts);
  story.host.engine().CopyThread("t", "c").value();
  const std::uint64_t few = a % 6U + 1;
  story.host.engine().PruneThread("t", {.keep = few + b % 6U, .since = {}}).value();
  story.host.engine().PruneThread("t", {.keep = few, .since = {}}).value();
  story.host.engine().PruneThread("c", {.keep = few, .since = {}}).value();
  RC_ASSERT(story.History("t") == story.History("c"));
}

RC_GTEST_PROP(Threads, CareThatIsCutOffAnywhereIsMadeByTheSameCommand,
              (const Acts& acts, std::uint8_t batches)) {
  Story story(acts);
  const auto history = story.History("t");
  int left = batches % 8;
  story.store.before = [&left](const checkpoint::Batch&) {
    return left-- > 0 ? StoreCode::kOk : StoreCode::kUnavailable;
  };
  const bool made = story.host.engine().CopyThread("t", "c").has_value();
  story.store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
  RC_ASSERT(story.History("t") == history);
  if (!made) story.host.engine().CopyThread("t", "c").value();
  RC_ASSERT(story.History("c") == history);
}

RC_GTEST_PROP(Threads, ARestartChangesNothing, (const Acts& acts)) {
  Story story(acts);
  story.host.engine().CopyThread("t", "c").value();
  const std::string end = story.End("t");
  story.host.Restart();
  story.program = story.host.engine().Load(story.host.types.Compile(kWorkflow));
  RC_ASSERT(story.End("c") == end);
}

RC_GTEST_PROP(Threads, AnUpdateOnResumeIsSeenAsOneBeforeIt, (std::uint8_t n)) {
  Story story({});
  story.host.engine().CopyThread("t", "c").value();
  RunRequest both;
  both.thread = "t";
  both.update = Value::EmptyObject().Set("most", n % 20);
  both.answers.push_back({"", 1});
  RunRequest change = both;
  change.thread = "c";
  change.answers.clear();
  story.Run(std::move(both));
  story.Run(std::move(change));
  RunRequest answer;
  answer.thread = "c";
  answer.answers.push_back({"", 1});
  story.Run(std::move(answer));
  RC_ASSERT(story.End("c") == story.End("t"));
}

}  // namespace
}  // namespace dashflow::engine
