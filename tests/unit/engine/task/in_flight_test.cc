// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/in_flight.h"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;

class Notes final : public InFlight {
 public:
  Place Enter(const InFlightTask& task) noexcept override {
    const std::lock_guard lock(mutex_);
    nodes_.emplace_back(task.node);
    steps_.push_back(task.step);
    threads_.emplace(task.thread);
    now_.emplace(next_, task.node);
    return next_++;
  }
  void Leave(Place place) noexcept override {
    const std::lock_guard lock(mutex_);
    EXPECT_EQ(now_.erase(place), 1U);
  }
  bool IsIn(const std::string& node) {
    const std::lock_guard lock(mutex_);
    for (const auto& [place, name] : now_)
      if (name == node) return true;
    return false;
  }
  std::vector<std::string> nodes() const { return nodes_; }
  std::vector<std::int64_t> steps() const { return steps_; }
  std::set<std::string> threads() const { return threads_; }
  std::size_t left() const { return now_.size(); }

 private:
  std::mutex mutex_;
  std::vector<std::string> nodes_;
  std::vector<std::int64_t> steps_;
  std::set<std::string> threads_;
  std::map<Place, std::string> now_;
  Place next_ = 0;
};

class InFlightTest : public ::testing::TestWithParam<HostFixture::On> {
 protected:
  InFlightTest() : host(GetParam()) {
    host.UseStore(store);
    host.engine().NoteInFlight(notes);
    for (const auto& [name, exec] :
         std::map<std::string, ExecClass>{{"test.inline", ExecClass::kInline},
                                          {"test.compute", ExecClass::kCompute},
                                          {"test.blocking", ExecClass::kBlocking}}) {
      host.types.Add(name, {.inputs = {}, .outputs = {}, .exec = exec}, [this](Call& call) {
        EXPECT_TRUE(notes.IsIn(std::string(call.Text(graph::CallText::kNode))));
        return Outcome::kDone;
      });
    }
    host.types.Add("test.async", {.inputs = {}, .outputs = {}, .exec = ExecClass::kAsync},
                   [this](Call& call) {
                     call.BeginAsync();
                     const auto now = host.executor().clock().Mono().time_since_epoch();
                     call.CompleteAt(std::chrono::nanoseconds(now).count() + 1000, Outcome::kDone);
                     return Outcome::kPending;
                   });
    host.types.Add("test.fail", {.inputs = {}, .outputs = {}}, [](Call& call) {
      call.Fail(Error("broken", "it broke"));
      return Outcome::kFailed;
    });
  }

  testing::MapStore store;
  Notes notes;
  HostFixture host;
};

TEST_P(InFlightTest, EveryNodeIsNotedWhileItRuns) {
  const auto result =
      host.RunOn("t",
                 "dashflow: 1\nname: all\nnodes: {i: {type: test.inline}, c: {type: "
                 "test.compute}, b: {type: test.blocking}, a: {type: test.async}}\n"
                 "edges: [START -> i -> c -> b -> a]\n",
                 "{}");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(notes.nodes(), (std::vector<std::string>{"i", "c", "b", "a"}));
  EXPECT_EQ(notes.steps(), (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(notes.threads(), std::set<std::string>{"t"});
  EXPECT_EQ(notes.left(), 0U);
}

TEST_P(InFlightTest, EachAttemptIsNotedAndLeaves) {
  const auto result =
      host.RunOn("t",
                 "dashflow: 1\nname: fails\nnodes: {f: {type: test.fail, retry: {attempts: 3, "
                 "delay: 0s, errors: [broken]}}}\nedges: [START -> f]\n",
                 "{}");
  EXPECT_EQ(result.status, ThreadStatus::kFailed);
  EXPECT_EQ(notes.nodes(), (std::vector<std::string>{"f", "f", "f"}));
  EXPECT_EQ(notes.left(), 0U);
}

TEST_P(InFlightTest, OfASubworkflowTheInnerTasksCountInTheStepOfTheThread) {
  host.types.AddWorkflow("inner",
                         "dashflow: 1\nname: inner\nnodes: {x: {type: test.inline}, y: {type: "
                         "test.compute}}\nedges: [START -> x -> y]\n");
  const auto result = host.RunOn("t",
                                 "dashflow: 1\nname: outer\nnodes: {i: {type: test.inline}, s: "
                                 "{workflow: inner}}\nedges: [START -> i -> s]\n",
                                 "{}");
  EXPECT_EQ(result.status, ThreadStatus::kDone);
  EXPECT_EQ(notes.nodes(), (std::vector<std::string>{"i", "x", "y"}));
  EXPECT_EQ(notes.steps(), (std::vector<std::int64_t>{1, 2, 2}));
  EXPECT_EQ(notes.left(), 0U);
}

INSTANTIATE_TEST_SUITE_P(On, InFlightTest,
                         ::testing::Values(HostFixture::On::kSeeded, HostFixture::On::kTbb));

}  // namespace
}  // namespace dashflow::engine
