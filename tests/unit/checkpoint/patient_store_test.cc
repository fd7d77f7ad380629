// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/patience/patient_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <future>

#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

using std::chrono::milliseconds;
using testing::MapStore;

constexpr Patience kShort{
    .budget = milliseconds(150), .first_delay = milliseconds(1), .longest_delay = milliseconds(5)};
constexpr Patience kLong{.budget = std::chrono::seconds(60),
                         .first_delay = milliseconds(1),
                         .longest_delay = milliseconds(5)};

// An append, and the answer to it.
class Append {
 public:
  Append(std::uint64_t stream, std::uint64_t seq, std::string bytes = "entry")
      : bytes_(std::move(bytes)) {
    op_.kind = OpKind::kAppend;
    op_.stream = stream;
    op_.seq = seq;
    op_.bytes = Bytes(bytes_);
    batch_.ops = &op_;
    batch_.op_count = 1;
  }
  Append(const Append&) = delete;

  void To(Store& store) {
    store.Commit(
        batch_,
        [](void* context) {
          auto& self = *static_cast<Append*>(context);
          self.answered_.set_value(self.batch_.result);
        },
        this);
  }
  StoreCode Answer() { return answer_.get(); }
  bool IsAnswered() const { return answer_.wait_for(milliseconds(0)) == std::future_status::ready; }

 private:
  const std::string bytes_;
  Operation op_;
  Batch batch_;
  std::promise<StoreCode> answered_;
  std::future<StoreCode> answer_ = answered_.get_future();
};

class PatientStoreTest : public ::testing::Test {
 protected:
  // The next `count` commits are not taken.
  void Refuse(int count, StoreCode code) {
    left_ = count;
    store.before = [this, code](const Batch&) { return left_-- > 0 ? code : StoreCode::kOk; };
  }
  // The answers to the next `count` are lost.
  void Lose(int count) {
    left_ = count;
    store.after = [this](const Batch&) {
      return left_-- > 0 ? StoreCode::kUnknown : StoreCode::kOk;
    };
  }

  MapStore store;
  NullLog log;

 private:
  std::atomic<int> left_{0};
};

TEST_F(PatientStoreTest, PassesOnWhatIsNoTrouble) {
  PatientStore patient(store, kLong, log);
  Append first(1, 1);
  first.To(patient);
  EXPECT_EQ(first.Answer(), StoreCode::kOk);
  Append again(1, 1);
  again.To(patient);
  EXPECT_EQ(again.Answer(), StoreCode::kConflict);
}

TEST_F(PatientStoreTest, WaitsUntilTheStoreTakesCommitsAgain) {
  for (const StoreCode code : {StoreCode::kUnavailable, StoreCode::kFull}) {
    PatientStore patient(store, kLong, log);
    Refuse(5, code);
    Append append(static_cast<std::uint64_t>(code), 1);
    append.To(patient);
    EXPECT_EQ(append.Answer(), StoreCode::kOk);
    EXPECT_TRUE(store.Has(static_cast<std::uint64_t>(code), 1));
  }
}

TEST_F(PatientStoreTest, KeepsTheOrderOfWhatComesMeanwhile) {
  PatientStore patient(store, kLong, log);
  Refuse(20, StoreCode::kUnavailable);
  std::deque<Append> appends;
  for (std::uint64_t seq = 1; seq <= 10; ++seq) appends.emplace_back(1, seq).To(patient);
  for (Append& append : appends) EXPECT_EQ(append.Answer(), StoreCode::kOk);
}

TEST_F(PatientStoreTest, AConflictBehindACommitThatWaitsIsNone) {
  std::vector<std::function<void()>> answers;
  store.deliver = [&](std::function<void()> answer) { answers.push_back(std::move(answer)); };
  PatientStore patient(store, kLong, log);
  Refuse(1, StoreCode::kUnavailable);
  Append first(1, 1);
  Append second(1, 2);  // conflicts: the first is not there
  first.To(patient);
  second.To(patient);
  ASSERT_EQ(answers.size(), 2U);
  store.deliver = {};
  answers[1]();
  EXPECT_FALSE(second.IsAnswered());
  answers[0]();
  EXPECT_EQ(first.Answer(), StoreCode::kOk);
  EXPECT_EQ(second.Answer(), StoreCode::kOk);
}

TEST_F(PatientStoreTest, ALostAnswerIsToldAsSuchWhenTheStoreHasTheEntry) {
  PatientStore patient(store, kLong, log);
  Lose(1);
  Append append(1, 1);
  append.To(patient);
  EXPECT_EQ(append.Answer(), StoreCode::kUnknown);
  EXPECT_EQ(store.entries(), 1U);
}

TEST_F(PatientStoreTest, ALostCommitIsMadeAgain) {
  PatientStore patient(store, kLong, log);
  Refuse(3, StoreCode::kUnknown);
  Append append(1, 1);
  append.To(patient);
  EXPECT_EQ(append.Answer(), StoreCode::kOk);
}

// It was on its way when it was looked for, and stands in the way of its repetition.
TEST_F(PatientStoreTest, ACommitThatArrivesLateIsNoConflict) {
  PatientStore patient(store, kLong, log);
  int asked = 0;
  store.before = [&](const Batch&) {
    if (++asked == 1) return StoreCode::kUnknown;
    store.Overwrite(1, 1, "entry");
    return StoreCode::kOk;
  };
  Append append(1, 1);
  append.To(patient);
  EXPECT_EQ(append.Answer(), StoreCode::kUnknown);
}

TEST_F(PatientStoreTest, TheCodeIsPassedOnWhenTheBudgetIsOver) {
  PatientStore patient(store, kShort, log);
  Refuse(1'000'000, StoreCode::kFull);
  Append first(1, 1);
  Append second(2, 1);
  first.To(patient);
  second.To(patient);
  EXPECT_EQ(first.Answer(), StoreCode::kFull);
  EXPECT_EQ(second.Answer(), StoreCode::kFull);
  Refuse(0, StoreCode::kOk);
  Append later(1, 1);
  later.To(patient);
  EXPECT_EQ(later.Answer(), StoreCode::kOk);
}

TEST_F(PatientStoreTest, GivesUpWhenTheHostEnds) {
  PatientStore patient(store, kLong, log);
  Refuse(1'000'000, StoreCode::kUnavailable);
  Append first(1, 1);
  first.To(patient);
  EXPECT_FALSE(first.IsAnswered());
  patient.GiveUp();
  EXPECT_EQ(first.Answer(), StoreCode::kUnavailable);
  Append second(1, 1);
  second.To(patient);
  EXPECT_EQ(second.Answer(), StoreCode::kUnavailable);
}

TEST_F(PatientStoreTest, WithoutABudgetNothingWaits) {
  PatientStore patient(store, {.budget = milliseconds(0)}, log);
  Refuse(1, StoreCode::kFull);
  Append append(1, 1);
  append.To(patient);
  EXPECT_EQ(append.Answer(), StoreCode::kFull);
}

TEST_F(PatientStoreTest, TellsTheReasonOfTheAnswerAtHand) {
  struct Asking {
    PatientStore* patient;
    std::promise<std::string> reason;
  };
  PatientStore patient(store, kShort, log);
  Refuse(1'000'000, StoreCode::kFull);
  Asking asking{&patient, {}};
  Batch batch;
  patient.Commit(
      batch,
      [](void* context) {
        auto& it = *static_cast<Asking*>(context);
        it.reason.set_value(it.patient->Reason());
      },
      &asking);
  EXPECT_EQ(asking.reason.get_future().get(), "the test said so");
}

}  // namespace
}  // namespace dashflow::checkpoint
