// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/store/suite.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "tests/conformance/store/broken/batch_faults.h"
#include "tests/conformance/store/broken/care_faults.h"
#include "tests/conformance/store/broken/lasting_faults.h"
#include "tests/conformance/store/broken/log_faults.h"
#include "tests/conformance/store/broken/read_faults.h"
#include "tests/conformance/store/broken/record_faults.h"
#include "tests/conformance/store/broken/wrap.h"
#include "tests/conformance/store/broken/wrap_care.h"

// The suite must notice a store that breaks a law, and say so at the check of that law.
namespace dashflow::conformance {
namespace {

namespace store = sdk::testing::store;

using Wrapping = const df_store_api& (*)(const df_store_api&);

struct Fault {
  std::string name;
  Wrapping wrap;
  std::string caught_by;
  std::string said = {};  // what the check says, if that matters
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.name; }

#define DF_FAULT(Type, caught_by) \
  Fault { #Type, &Wrap < Type>, caught_by }

store::Subject Memory(Wrapping wrap) {
  return {.plugin = DASHFLOW_MEMORY_PLUGIN,
          .config = R"({"url":"memory","place":"{fresh}"})",
          .wrap = wrap};
}

store::Subject Sqlite(Wrapping wrap) {
  return {.plugin = DASHFLOW_SQLITE_PLUGIN,
          .config = R"({"url":"sqlite:{folder}/state.db"})",
          .wrap = wrap};
}

std::vector<store::Result> Failures(const store::Subject& subject, const store::Options& options) {
  std::vector<store::Result> failures;
  store::RunSuite(subject, options, [&](const store::Result& result) {
    if (result.verdict == store::Verdict::kFailed) failures.push_back(result);
  });
  return failures;
}

// Whether the check of the fault's law catches it; prints which others of its kind do.
void ExpectCaught(const store::Subject& subject, const Fault& fault) {
  store::Options options;
  options.only = {fault.caught_by.substr(0, fault.caught_by.find('.') + 1)};
  options.patience = std::chrono::seconds(fault.said.empty() ? 300 : 5);
  if (!fault.said.empty()) options.only = {fault.caught_by};
  bool caught = false;
  for (const store::Result& failure : Failures(subject, options)) {
    std::cout << fault.name << " is caught by " << failure.check << ": " << failure.what << "\n";
    caught = caught || (failure.check == fault.caught_by &&
                        failure.what.find(fault.said) != std::string::npos);
  }
  EXPECT_TRUE(caught) << fault.name << " is not caught by " << fault.caught_by;
}

class BrokenStoreTest : public ::testing::TestWithParam<Fault> {};

TEST_P(BrokenStoreTest, IsCaught) { ExpectCaught(Memory(GetParam().wrap), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Fault, BrokenStoreTest,
    ::testing::Values(
        DF_FAULT(LosesUpdates, "expect.an_older_revision_conflicts"),
        DF_FAULT(ChecksThenActs, "writers.lose_no_update"),
        DF_FAULT(IgnoresExpiry, "expiry.get_finds_nothing"),
        DF_FAULT(KeepsTerms, "term.goes_with_a_put_without_it"),
        DF_FAULT(ErasesTheEndToo, "record.erase_range_takes_from_and_leaves_end"),
        DF_FAULT(DropsEmptyRecords, "record.empty_key_and_content"),
        DF_FAULT(EndsAtZero, "scan.order_is_that_of_bytes"),
        DF_FAULT(FoldsCase, "record.keys_are_bytes_and_not_words"),
        DF_FAULT(ReusesRevisions, "revision.rises_with_each_put"),
        DF_FAULT(EnforcesNoLimit, "refusal.a_record_over_one_mebibyte"),
        DF_FAULT(SkipsTheUnknown, "refusal.an_operation_that_nobody_knows"),
        DF_FAULT(ScansForwardOnly, "scan.goes_back"),
        DF_FAULT(ScansInSignedOrder, "scan.order_is_that_of_bytes"),
        DF_FAULT(LimitsBeforeItTurns, "scan.a_limit_going_back_takes_the_last"),
        DF_FAULT(ScansTheEndToo, "scan.takes_from_and_leaves_to"),
        DF_FAULT(NeverHasEnough, "scan.ends_when_the_sink_has_enough"),
        DF_FAULT(ReadsOnePage, "log.thousands_have_no_gap"),
        DF_FAULT(ReadsPastTheEnd, "log.reads_ranges"),
        DF_FAULT(GivesNoReason, "log.a_conflict_is_explained"),
        DF_FAULT(AppendsAfterAGap, "log.leaves_no_gap"),
        DF_FAULT(AppendsTwice, "log.an_entry_is_appended_once"),
        DF_FAULT(TrimsTooMuch, "trim.takes_what_is_before"),
        DF_FAULT(ForgetsTheEnd, "trim.far_past_the_end_goes_on_where_it_was"),
        DF_FAULT(NeverForgets, "trim.forgetting_makes_a_stream_new"),
        DF_FAULT(IgnoresTouches, "blob.put_again_refreshes_its_time"),
        DF_FAULT(OverwritesBlobs, "blob.put_again_keeps_the_first_bytes"),
        DF_FAULT(CommitsHalves, "batch.a_conflict_takes_records_back"),
        DF_FAULT(LosesCommits, "model.random_batches_do_what_the_contract_says"),
        DF_FAULT(CommitsBackwards, "batch.those_on_one_record_apply_in_order"),
        DF_FAULT(BlamesTheFirst, "expect.names_the_operation"),
        DF_FAULT(FailsTogether, "batch.those_of_one_commit_stand_alone"),
        DF_FAULT(ReaderWrites, "lasting.a_reader_commits_nothing"),
        DF_FAULT(ReadingMakesAStore, "lasting.reading_makes_no_store"),
        DF_FAULT(LosesTheLastCommit, "lasting.the_last_commit_outlives_a_close"),
        DF_FAULT(CountsAnew, "lasting.revisions_rise_across_opens"),
        DF_FAULT(ClosingForgetsEnds, "lasting.the_end_of_an_empty_stream_is_remembered"),
        Fault{"Crashes", &Wrap<Crashes>, "log.begins_with_one", "its process was ended by"},
        Fault{"Hangs", &Wrap<Hangs>, "log.leaves_no_gap", "it hangs"}),
    [](const auto& suite) { return suite.param.name; });

TEST(BrokenStore, OneThatAnswersBeforeTheDiskIsCaughtByAKill) {
  ExpectCaught(Sqlite(&Wrap<AnswersEarly>),
               DF_FAULT(AnswersEarly, "kill.every_answered_batch_is_there_and_none_by_halves"));
}

struct CareFault {
  std::string name;
  const df_store_care_api& (*wrap)(const df_store_care_api&);
  std::string caught_by;
};

std::ostream& operator<<(std::ostream& out, const CareFault& fault) { return out << fault.name; }

#define DF_CARE_FAULT(Type, caught_by) \
  CareFault { #Type, &WrapCare < Type>, "care." caught_by }

store::Subject SqliteCare(const df_store_care_api& (*wrap)(const df_store_care_api&)) {
  store::Subject subject = Sqlite(&Behind::Remember);
  subject.wrap_care = wrap;
  return subject;
}

class BrokenCareTest : public ::testing::TestWithParam<CareFault> {};

TEST_P(BrokenCareTest, IsCaught) {
  ExpectCaught(SqliteCare(GetParam().wrap), {GetParam().name, nullptr, GetParam().caught_by});
}

INSTANTIATE_TEST_SUITE_P(
    Fault, BrokenCareTest,
    ::testing::Values(
        DF_CARE_FAULT(CountsOneMore, "describe_counts_what_is_there"),
        DF_CARE_FAULT(DescribesNothingToReaders, "a_reader_describes_the_same"),
        DF_CARE_FAULT(FindsWhatIsNot, "verify_finds_nothing_where_nothing_is_damaged"),
        DF_CARE_FAULT(DistrustsReaders, "a_reader_verifies_while_others_write"),
        DF_CARE_FAULT(BacksUpHalf, "a_backup_has_everything"),
        DF_CARE_FAULT(BacksUpForEverybody, "a_backup_is_its_owners_alone"),
        DF_CARE_FAULT(BacksUpOverFiles, "a_backup_overwrites_nothing"),
        DF_CARE_FAULT(BacksUpTwoMoments, "a_backup_is_of_one_moment"),
        DF_CARE_FAULT(BacksUpOnAndOn, "a_backup_that_is_stopped_leaves_nothing"),
        DF_CARE_FAULT(LeavesWhatItBegan, "a_backup_that_is_stopped_leaves_nothing"),
        DF_CARE_FAULT(VacuumsTooMuch, "a_vacuum_keeps_everything"),
        DF_CARE_FAULT(VacuumsWhatComesIn, "a_vacuum_while_others_write_loses_nothing"),
        DF_CARE_FAULT(ListsAllBlobsButOne, "blobs_are_listed"),
        DF_CARE_FAULT(ListsABlobThatIsNot, "a_store_without_blobs_lists_none"),
        DF_CARE_FAULT(UpgradesTheNewest, "the_newest_layout_is_not_upgraded"),
        DF_CARE_FAULT(RestoresNothing, "a_backup_is_restored_where_nothing_is"),
        DF_CARE_FAULT(KeepsNothing, "what_a_backup_replaces_is_kept"),
        DF_CARE_FAULT(RestoresWhatIsHeld, "a_store_that_is_held_is_not_restored")),
    [](const auto& suite) { return suite.param.name; });

TEST(WrappedCare, PassesLikeTheRealOne) {
  store::Options options;
  options.only = {"care."};
  std::size_t passed = 0;
  store::RunSuite(SqliteCare(&WrapCare<BrokenCare>), options, [&](const store::Result& result) {
    passed += result.verdict == store::Verdict::kPassed;
    EXPECT_NE(result.verdict, store::Verdict::kFailed) << result.check << ": " << result.what;
  });
  EXPECT_GE(passed, 17U);
}

// Every law of care has a store that breaks it.
TEST(WrappedCare, HasAFaultForEachCheck) {
  std::size_t checks = 0;
  for (const std::string_view name : store::CheckNames()) checks += name.starts_with("care.");
  EXPECT_EQ(checks, 17U);
}

// What the faults are built on is no fault.
TEST(WrappedStore, PassesLikeTheRealOne) {
  for (const auto& failure : Failures(Memory(&Wrap<BrokenStore>), {})) {
    ADD_FAILURE() << failure.check << ": " << failure.what;
  }
}

TEST(KeptStore, PassesWhatAKillDoesNotEnd) {
  for (const auto& failure : Failures(Memory(&Wrap<Kept>), {})) {
    EXPECT_TRUE(failure.check.starts_with("kill.")) << failure.check << ": " << failure.what;
  }
}

}  // namespace
}  // namespace dashflow::conformance
