// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <span>

#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/sound_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::Operation;
using checkpoint::OpKind;
using checkpoint::Snapshot;
using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;
using testing::MapStore;

constexpr const char* kYaml = R"(
dashflow: 1
name: care
state:
  n: {type: integer, default: 0}
  answer: {type: [integer, 'null']}
  log: {reduce: append}
  text: {type: string, default: ""}
nodes:
  count: {type: test.count}
  ask: {type: test.ask}
edges:
  - START -> count
  - {from: count, to: count, when: n % 5 != 0}
  - {from: count, to: ask, when: n % 5 == 0}
)";

// A thread that counts to five and asks, then is answered, or given another input.
class ThreadCare : public ::testing::Test {
 protected:
  void TearDown() override { testing::ExpectSound(store); }
  ThreadCare() {
    host.UseStore(store);
    host.types.Add("test.count", {.inputs = {"n"}, .outputs = {"n", "log"}}, [](Call& call) {
      const std::int64_t n = call.facts().inputs[0].as_int() + 1;
      call.Emit(0, n);
      call.Emit(1, n);
      return Outcome::kDone;
    });
    host.types.Add("test.ask", {.inputs = {"n"}, .outputs = {"answer"}}, [](Call& call) {
      const Value* answer = call.Interrupt(call.facts().inputs[0], {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
  }

  RunResult Begin(const std::string& thread = "t", std::string_view input = "{}") {
    return host.RunOn(thread, kYaml, input);
  }
  RunResult Answer(const std::string& thread, std::int64_t answer = 7) {
    return host.Resume(thread, kYaml, {{"", answer}});
  }
  checkpoint::ThreadRecord Record(const std::string& thread) {
    return checkpoint::Directory(store).Get(thread).value();
  }
  // Values, what is due and who made it, newest first.
  std::vector<std::string> History(const std::string& thread) {
    std::vector<std::string> lines;
    const Status read =
        checkpoint::History(store, Record(thread)).Visit([&lines](const Snapshot& snapshot) {
          std::string line = std::to_string(snapshot.state.step) + " " +
                             std::string(checkpoint::OriginName(snapshot.origin)) + " " +
                             ToJson(checkpoint::ValuesOf(snapshot));
          for (const std::string& next : checkpoint::NextOf(snapshot)) line += " " + next;
          lines.push_back(line);
          return true;
        });
    EXPECT_TRUE(read.has_value());
    return lines;
  }
  // The next batches that are not the first `count` are refused.
  void FailAfter(int count) {
    store.before = [count](const checkpoint::Batch&) mutable {
      return count-- > 0 ? StoreCode::kOk : StoreCode::kUnavailable;
    };
  }
  void Heal() {
    store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
  }
  checkpoint::Pruned Prune(std::uint64_t keep) {
    return host.engine().PruneThread("t", {.keep = keep, .since = std::nullopt}).value();
  }
  static std::vector<std::string> Newest(const std::vector<std::string>& all, std::size_t count) {
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()))};
  }

  MapStore store;
  HostFixture host;
};

using ThreadCopy = ThreadCare;

TEST_F(ThreadCopy, HasAllHistoryAndWhatWaits) {
  Begin();
  Begin("t", R"({"n":1})");
  const auto copy = host.engine().CopyThread("t", "c");
  ASSERT_TRUE(copy.has_value()) << copy.error().message() << copy.error().cause();
  EXPECT_EQ(copy->id, "c");
  EXPECT_EQ(copy->status, ThreadStatus::kWaiting);
  EXPECT_EQ(History("c"), History("t"));
  EXPECT_EQ(Answer("c").output, Answer("t").output);
  EXPECT_EQ(History("c"), History("t"));
}

TEST_F(ThreadCopy, IsAnotherThread) {
  Begin();
  const auto before = History("t");
  host.engine().CopyThread("t", "c").value();
  Answer("c");
  EXPECT_EQ(History("t"), before);
  EXPECT_EQ(Record("t").status, ThreadStatus::kWaiting);
  EXPECT_TRUE(host.engine().DeleteThread("t").has_value());
  EXPECT_EQ(Record("c").status, ThreadStatus::kDone);
  EXPECT_EQ(History("c").size(), before.size() + 1);
}

TEST_F(ThreadCopy, IsForkedLikeItsOriginal) {
  Begin();
  Answer("t");
  const auto copy = host.engine().CopyThread("t", "c").value();
  RunRequest fork;
  fork.thread = "c";
  fork.at = checkpoint::Position{copy.stream, 3};
  EXPECT_EQ(host.Try(kYaml, fork)->status, ThreadStatus::kWaiting);
  EXPECT_EQ(History("t").size() + 4, History("c").size());
}

TEST_F(ThreadCopy, NeedsAFreeName) {
  Begin();
  EXPECT_EQ(host.engine().CopyThread("t", "t").error().code(), "thread_exists");
  EXPECT_EQ(host.engine().CopyThread("nobody", "c").error().code(), "thread_not_found");
  EXPECT_FALSE(host.engine().CopyThread("t", "")->id.empty());
}

TEST_F(ThreadCopy, ThatWasCutOffIsNotThereAndIsMadeByTheNext) {
  Begin();
  Begin("t", R"({"n":1})");
  host.engine().CopyThread("t", "whole").value();
  const std::size_t records = store.records();
  const std::size_t entries = store.entries();
  for (int batches = 0;; ++batches) {
    FailAfter(batches);
    const auto copy = host.engine().CopyThread("t", "c");
    Heal();
    if (copy.has_value()) {
      EXPECT_GT(batches, 3);
      break;
    }
    EXPECT_EQ(checkpoint::Directory(store).Get("c").error().code(), "thread_not_found");
  }
  EXPECT_EQ(History("c"), History("t"));
  EXPECT_EQ(store.records(), records + 2);  // its own and its run's
  host.engine().DeleteThread("c").value();
  EXPECT_EQ(store.entries(), entries);
}

using ThreadDelete = ThreadCare;

TEST_F(ThreadDelete, LeavesNothingOfIt) {
  Begin("other");
  const std::size_t records = store.records();
  const std::size_t entries = store.entries();
  Begin();
  Answer("t");
  Begin("t", R"({"n":2})");
  EXPECT_TRUE(host.engine().DeleteThread("t").has_value());
  EXPECT_EQ(checkpoint::Directory(store).Get("t").error().code(), "thread_not_found");
  EXPECT_EQ(store.records(), records);
  EXPECT_EQ(store.entries(), entries);
  EXPECT_EQ(host.engine().DeleteThread("t").error().code(), "thread_not_found");
}

TEST_F(ThreadDelete, LeavesNothingOfItsSubworkflows) {
  host.types.AddWorkflow("inner", kYaml);
  const std::string outer = R"(
dashflow: 1
name: outer
nodes: {sub: {workflow: inner}}
edges: [START -> sub]
)";
  host.RunOn("other", outer, "{}");
  const std::size_t records = store.records();
  const std::size_t entries = store.entries();
  host.RunOn("t", outer, "{}");
  EXPECT_EQ(store.records(), records + 3);
  EXPECT_TRUE(host.engine().DeleteThread("t").has_value());
  EXPECT_EQ(store.records(), records);
  EXPECT_EQ(store.entries(), entries);
}

TEST_F(ThreadDelete, ErasesTheBlobsThatNobodyElseUses) {
  const std::string large = R"({"text":")" + std::string(3 << 20, 'x') + "\"}";
  Begin("t", large);
  Begin("other", large);
  store.now = 100;
  const std::size_t blobs = store.blobs();
  ASSERT_GT(blobs, 0U);
  EXPECT_TRUE(host.engine().DeleteThread("t").has_value());
  EXPECT_EQ(Answer("other").output.Find("text")->as_text().size(), std::size_t{3} << 20);
  EXPECT_TRUE(host.engine().DeleteThread("other").has_value());
  EXPECT_EQ(store.blobs(), 0U);
}

TEST_F(ThreadDelete, ThatIsRefusedByTheStoreLeavesAllOfIt) {
  Begin();
  const auto before = History("t");
  FailAfter(0);
  EXPECT_EQ(host.engine().DeleteThread("t").error().code(), "store_unavailable");
  Heal();
  EXPECT_EQ(History("t"), before);
  EXPECT_EQ(Answer("t").status, ThreadStatus::kDone);
}

TEST_F(ThreadDelete, NeverMeetsARun) {
  Status met = Ok();
  host.types.Add("test.meddle", {.inputs = {}, .outputs = {}}, [&](Call& call) {
    met = host.engine().DeleteThread(std::string(call.Text(graph::CallText::kThread)));
    return Outcome::kDone;
  });
  host.RunOn("t", "dashflow: 1\nname: m\nnodes: {a: {type: test.meddle}}\nedges: [START -> a]\n",
             "{}");
  EXPECT_EQ(met.error().code(), "thread_busy");
  EXPECT_EQ(Record("t").status, ThreadStatus::kDone);
}

using ThreadPrune = ThreadCare;

TEST_F(ThreadPrune, KeepsTheNewest) {
  Begin();
  Answer("t");
  for (const std::uint64_t keep : {5, 3, 1}) {
    const auto before = History("t");
    EXPECT_EQ(Prune(keep).kept, keep);
    EXPECT_EQ(History("t"), Newest(before, keep));
  }
}

TEST_F(ThreadPrune, KeepsWhatWaits) {
  const std::string id = Begin().questions.at(0).asked.id;
  EXPECT_EQ(Prune(1).removed, 5U);
  const RunResult again = host.Resume("t", kYaml);
  EXPECT_EQ(again.questions.at(0).asked.id, id);
  EXPECT_EQ(Answer("t").output, Json(R"({"n":5,"answer":7,"log":[1,2,3,4,5],"text":""})"));
}

TEST_F(ThreadPrune, LetsTheThreadGoOnWithItsLists) {
  Begin();
  Answer("t");
  Prune(2);
  EXPECT_EQ(*Begin("t", R"({"n":5,"log":0})").output.Find("log"), Json("[1,2,3,4,5,0,6,7,8,9,10]"));
  EXPECT_EQ(Prune(4).kept, 4U);
  host.Restart();
  EXPECT_EQ(*Answer("t").output.Find("log"), Json("[1,2,3,4,5,0,6,7,8,9,10]"));
}

TEST_F(ThreadPrune, KeepsCheckpointsOfSeveralBranchesAndTheirForks) {
  Begin();
  Answer("t");
  Begin("t", R"({"n":5})");
  const auto before = History("t");
  Prune(8);  // the newer branch, and some of the older one
  const auto after = History("t");
  EXPECT_EQ(after, Newest(before, after.size()));
  const auto streams = checkpoint::StreamsOf(store, Record("t")).value();
  ASSERT_EQ(streams.size(), 2U);
  RunRequest fork;
  fork.thread = "t";
  fork.at = checkpoint::Position{streams[1], 1};
  EXPECT_EQ(host.Try(kYaml, fork)->status, ThreadStatus::kWaiting);
}

TEST_F(ThreadPrune, GoesByAge) {
  Begin();
  Answer("t");
  const auto before = History("t");
  checkpoint::PruneRule rule{.keep = 1, .since = WallTime{}};
  EXPECT_EQ(host.engine().PruneThread("t", rule)->removed, 0U);
  EXPECT_EQ(History("t"), before);
  rule.since = WallTime::max();
  EXPECT_EQ(host.engine().PruneThread("t", rule)->kept, 1U);
}

TEST_F(ThreadPrune, TakesRunsAndBlobsThatAreGone) {
  Begin("t", R"({"text":")" + std::string(3 << 20, 'x') + "\"}");
  Answer("t");
  Begin("t", R"({"text":"short"})");
  Answer("t");
  store.now = 100;
  const std::size_t records = store.records();
  Prune(1);
  EXPECT_EQ(store.records(), records - 3);
  EXPECT_EQ(store.blobs(), 0U);
  EXPECT_EQ(checkpoint::RunDirectory(store).Get(Record("t").run)->last.stream, Record("t").stream);
}

TEST_F(ThreadPrune, ThatWasCutOffChangesNothingAndIsMadeByTheNext) {
  Begin();
  Answer("t");
  const auto before = History("t");
  for (int batches = 0;; ++batches) {
    FailAfter(batches);
    const auto pruned = host.engine().PruneThread("t", {.keep = 2, .since = std::nullopt});
    Heal();
    if (pruned.has_value()) break;
    EXPECT_EQ(History("t"), before);
  }
  EXPECT_EQ(History("t"), Newest(before, 2));
  Begin("other");
  const std::size_t entries = store.entries();
  host.engine().DeleteThread("t").value();
  EXPECT_EQ(entries - store.entries(), 4U);  // two checkpoints, the question and its answer
}

}  // namespace
}  // namespace dashflow::engine
