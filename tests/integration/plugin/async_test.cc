// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/plugin/fixture_registry.h"

namespace dashflow::plugin {
namespace {

using graph::Outcome;
using testing::ElementsAre;
using testing::HasSubstr;

class AsyncNodeTest : public testing::Test {
 protected:
  Outcome Run(std::string_view type, FakeCall& call) {
    node_ = host_.Create("late." + std::string(type));
    return node_->Run(call);
  }
  std::uint64_t misuses() { return host_.services.completions().misuses(); }
  std::size_t open() { return host_.services.completions().open(); }

  FixtureRegistry host_;
  std::unique_ptr<graph::Node> node_;
};

TEST_F(AsyncNodeTest, CompletesFromAnotherThread) {
  FakeCall call({1});
  EXPECT_EQ(Run("thread", call), Outcome::kPending);
  EXPECT_EQ(call.WaitForCompletion(), Outcome::kDone);
  EXPECT_EQ(call.emitted.at(0).second, Value(2));
  EXPECT_EQ(call.begun, 1);
  EXPECT_EQ(misuses(), 0u);
}

TEST_F(AsyncNodeTest, MayCompleteBeforeItReturns) {
  FakeCall call({1});
  EXPECT_EQ(Run("before_return", call), Outcome::kPending);
  EXPECT_THAT(call.completed, ElementsAre(Outcome::kDone));
}

TEST_F(AsyncNodeTest, LeavesTimersToTheHost) {
  FakeCall call;
  EXPECT_EQ(Run("timer", call), Outcome::kPending);
  EXPECT_EQ(call.complete_at, 1000);
  EXPECT_THAT(call.completed, ElementsAre(Outcome::kDone));
  EXPECT_EQ(open(), 0u);
}

TEST_F(AsyncNodeTest, CountsASecondCompletionAndDropsIt) {
  FakeCall call;
  EXPECT_EQ(Run("twice", call), Outcome::kPending);
  EXPECT_THAT(call.completed, ElementsAre(Outcome::kDone));
  EXPECT_EQ(misuses(), 1u);
  EXPECT_THAT(host_.log.lines(), ElementsAre(HasSubstr("a completion was used again")));
}

TEST_F(AsyncNodeTest, CompletesForANodeThatTookACompletionAndAnswered) {
  FakeCall call;
  EXPECT_EQ(Run("never_pending", call), Outcome::kPending);
  EXPECT_THAT(call.completed, ElementsAre(Outcome::kFailed));
  EXPECT_EQ(call.errors.at(0).category(), ErrorCategory::kTransient);
  EXPECT_EQ(misuses(), 1u);
  EXPECT_EQ(open(), 0u);
}

TEST_F(AsyncNodeTest, FailsANodeThatIsPendingForEver) {
  FakeCall call;
  EXPECT_EQ(Run("no_completion", call), Outcome::kFailed);
  EXPECT_THAT(call.errors.at(0).message(), HasSubstr("took no completion"));
}

TEST_F(AsyncNodeTest, GivesOneCompletionACall) {
  FakeCall call;
  EXPECT_EQ(Run("two_completions", call), Outcome::kPending);
  EXPECT_THAT(call.completed, ElementsAre(Outcome::kDone));
  EXPECT_EQ(misuses(), 1u);
}

TEST_F(AsyncNodeTest, ExplainsAFailureThatWasNotExplained) {
  FakeCall call;
  EXPECT_EQ(Run("unexplained", call), Outcome::kPending);
  EXPECT_THAT(call.completed, ElementsAre(Outcome::kFailed));
  EXPECT_EQ(call.errors.at(0).message(),
            "late.unexplained answered 'transient' without saying why");
}

TEST_F(AsyncNodeTest, GivesNoCompletionToOtherTypes) {
  FakeCall call;
  EXPECT_EQ(Run("not_async", call), Outcome::kDone);
  EXPECT_EQ(call.begun, 0);
  EXPECT_EQ(misuses(), 1u);
}

}  // namespace
}  // namespace dashflow::plugin
