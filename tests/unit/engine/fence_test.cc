// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <utility>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/run/run_directory.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using checkpoint::ThreadStatus;
using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

// Two hosts on one store. In the first one `inc` meets `meanwhile` at the count of two.
class Fence : public ::testing::Test {
 protected:
  Fence() {
    for (HostFixture* host : {&first, &second}) {
      host->UseStore(store);
      host->types.Add("test.inc", {.inputs = {"n"}, .outputs = {"n", "log"}},
                      [this, host](Call& call) { return Count(*host, call); });
      host->types.Add("test.slow", {.inputs = {}, .outputs = {}, .exec = graph::ExecClass::kAsync},
                      [host](Call& call) {
                        call.BeginAsync();
                        const auto now = host->executor().clock().Mono().time_since_epoch();
                        call.CompleteAt(std::chrono::nanoseconds(now).count() + 1, Outcome::kDone);
                        return Outcome::kPending;
                      });
    }
  }

  Outcome Count(HostFixture& host, Call& call) {
    const std::int64_t n = call.facts().inputs[0].as_int() + 1;
    if (&host == &first && n == 2)
      if (const auto act = std::exchange(meanwhile, {})) act();
    if (&host == &first && n == 2 && fails) {
      call.Fail(Error("sour", "it had enough"));
      return Outcome::kFailed;
    }
    call.Emit(0, n);
    call.Emit(1, n);
    return Outcome::kDone;
  }

  static std::string Flow(const std::string& more = "") {
    return "dashflow: 1\nname: count\nstate: {n: {type: integer, default: 0}, log: {reduce: "
           "append}}\nnodes: {inc: {type: test.inc}, slow: {type: test.slow}}\n"
           "edges:\n  - START -> inc\n  - {from: inc, route: [{when: n < 3, to: [inc, slow]}]}\n" +
           more;
  }
  std::uint64_t StreamOf(const std::string& thread) {
    return checkpoint::Directory(store).Get(thread)->stream;
  }
  // Epochs of a stream's entries, oldest first.
  std::vector<std::uint64_t> Epochs(std::uint64_t stream) {
    std::vector<std::uint64_t> epochs;
    EXPECT_TRUE(checkpoint::Loader(store)
                    .VisitForwards({stream, INT64_MAX},
                                   [&epochs](const auto&, const checkpoint::Entry& entry) {
                                     epochs.push_back(entry.epoch);
                                     return true;
                                   })
                    .has_value());
    return epochs;
  }

  testing::MapStore store;
  HostFixture first;
  HostFixture second;
  std::function<void()> meanwhile;
  bool fails = false;
};

// Its two last entries are on the way at once, and the second would find a predecessor: the new
// holder's.
TEST_F(Fence, AnEntryBehindOneThatWasRefusedIsRefusedToo) {
  const std::string flow = Flow("durability: exit\n");
  std::optional<RunHandle> taken;
  fails = true;
  meanwhile = [&] {
    RunRequest request;
    request.thread = "t";
    const auto program = second.engine().Load(second.types.Compile(flow));
    taken = second.engine().Start(program, std::move(request)).value();
    EXPECT_EQ(Epochs(StreamOf("t")), (std::vector<std::uint64_t>{0, 1}));
  };
  const RunResult lost = first.RunOn("t", flow, "{}");
  ASSERT_TRUE(lost.error);
  EXPECT_EQ(lost.error->code(), "store_conflict");
  EXPECT_EQ(Epochs(StreamOf("t")), (std::vector<std::uint64_t>{0, 1}));
  const RunResult& result = taken->Wait();
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(result.output, Json(R"({"n":3,"log":[1,2,3]})"));
}

TEST_F(Fence, AnEndDoesNotTakeTheThreadBackToItsOldBranch) {
  meanwhile = [&] {
    EXPECT_EQ(second.RunOn("t", Flow(), R"({"n":2})").status, ThreadStatus::kDone);
  };
  const RunResult lost = first.RunOn("t", Flow(), "{}");
  EXPECT_EQ(lost.status, ThreadStatus::kFailed);
  ASSERT_TRUE(lost.error);
  EXPECT_EQ(lost.error->code(), "store_conflict");
  const auto record = checkpoint::Directory(store).Get("t").value();
  EXPECT_EQ(record.status, ThreadStatus::kDone);
  EXPECT_EQ(record.epoch, 1U);
  EXPECT_EQ(record.branch, 2U);
}

// What the run needs to know of its record comes with an answer that did not arrive.
TEST_F(Fence, ALostAnswerToTheFirstCommitFencesNobody) {
  first.types.AddWorkflow("inner", Flow());
  bool lost = false;
  store.after = [&lost](const checkpoint::Batch& batch) {
    const bool begins = batch.ops[0].kind == checkpoint::OpKind::kExpect && batch.op_count > 3;
    return begins && !std::exchange(lost, true) ? StoreCode::kUnknown : StoreCode::kOk;
  };
  const RunResult result = first.RunOn("t", R"(
dashflow: 1
name: outer
state: {n: {type: integer, default: 0}, log: {reduce: concat}}
nodes: {sub: {workflow: inner}}
edges: [START -> sub]
)",
                                       "{}");
  EXPECT_TRUE(lost);
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(checkpoint::Directory(store).Get("t")->status, ThreadStatus::kDone);
}

}  // namespace
}  // namespace dashflow::engine
