// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// What opening for reading says about a place that has no store yet.
std::string CodeOfReadingNothing(Stage& stage) {
  try {
    const auto reader = stage.OpenElsewhere(DF_STORE_READ_ONLY);
    return "";
  } catch (const OpenError& error) {
    return error.code;
  }
}

constexpr Check kChecks[] = {
    {"lasting.records_outlive_a_close",
     [](Stage& stage) {
       Batch batch;
       Succeeds(stage.store(), batch.Put("s", "k", "v", {"t"}).Put("s", "gone", "v", {"t"}));
       Succeeds(stage.store(), Batch().Erase("s", "gone"));
       stage.Reopen();
       Same("the revision", Holds(stage.store(), "s", "k", "v"), batch.rev());
       Same("the records of the term", Keys(stage.store(), "s", "t"), "k");
     },
     Needs::kLasting},
    {"lasting.logs_outlive_a_close",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Trim(1, 2));
       stage.Reopen();
       Same("the seqs", Seqs(stage.store(), 1), "2 3");
       Same("the bytes of 3", stage.store().Read(1, 3, 3).entries.at(0).bytes, "e3");
       Succeeds(stage.store(), Batch().Append(1, 4, "d"));
     },
     Needs::kLasting},
    {"lasting.the_last_commit_outlives_a_close",
     [](Stage& stage) {
       for (std::uint64_t seq = 1; seq <= 20; ++seq) {
         Succeeds(stage.store(), Batch().Append(1, seq, "x").Put("s", "head", std::to_string(seq)));
         stage.Reopen();
         Same("entries", stage.store().Read(1).entries.size(), seq);
         Holds(stage.store(), "s", "head", std::to_string(seq));
       }
     },
     Needs::kLasting},
    {"lasting.blobs_and_their_times_outlive_a_close",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h", Noise(70'000)).PutBlob("old", "x"));
       stage.PassTime(milliseconds(20));
       const std::int64_t later = stage.store().Now();
       Succeeds(stage.store(), Batch().PutBlob("h", Noise(70'000)));
       stage.Reopen();
       Require(Blob(stage.store(), "h") == Noise(70'000), "a blob changed");
       Succeeds(stage.store(), Batch().EraseBlob("h", later).EraseBlob("old", later));
       Require(HasBlob(stage.store(), "h"), "a blob that was put again was erased");
       Require(!HasBlob(stage.store(), "old"), "an untouched blob was not erased");
     },
     Needs::kLasting},
    {"lasting.expiries_outlive_a_close",
     [](Stage& stage) {
       const std::int64_t now = stage.store().Now();
       Batch batch;
       batch.Put("s", "soon", "x", {"t"}, now + std::chrono::nanoseconds(milliseconds(40)).count());
       batch.Put("s", "later", "y", {"t"}, now + std::chrono::nanoseconds(hours(1)).count());
       Succeeds(stage.store(), batch);
       stage.Reopen();
       stage.PassTime(milliseconds(40));
       Same("the keys", Keys(stage.store(), "s"), "later");
       Same("the keys of the term", Keys(stage.store(), "s", "t"), "later");
     },
     Needs::kLasting},
    {"lasting.the_end_of_an_empty_stream_is_remembered",
     [](Stage& stage) {
       Fill(stage.store(), 1, 2);
       Succeeds(stage.store(), Batch().Trim(1, 3));
       stage.Reopen();
       Conflicts(stage.store(), Batch().Append(1, 1, "zombie"));
       Succeeds(stage.store(), Batch().Append(1, 3, "next"));
     },
     Needs::kLasting},
    {"lasting.a_forgotten_stream_stays_new",
     [](Stage& stage) {
       Fill(stage.store(), 1, 2);
       Succeeds(stage.store(), Batch().Trim(1, DF_STORE_FORGET));
       stage.Reopen();
       Same("the seqs", Seqs(stage.store(), 1), "");
       Succeeds(stage.store(), Batch().Append(1, 1, "new"));
     },
     Needs::kLasting},
    {"lasting.revisions_rise_across_opens",
     [](Stage& stage) {
       std::uint64_t before = 0;
       for (int i = 0; i < 5; ++i) {
         Batch batch;
         Succeeds(stage.store(), batch.Put("s", "k", "1"));
         Require(batch.rev() > before, "a revision came again after the store was opened");
         before = batch.rev();
         stage.Reopen();
       }
     },
     Needs::kLasting},
    {"lasting.revisions_rise_across_opens_with_no_record_left",
     [](Stage& stage) {
       Batch before;
       Batch after;
       Succeeds(stage.store(), before.Put("s", "k", "1"));
       Succeeds(stage.store(), Batch().Erase("s", "k"));
       stage.Reopen();
       Succeeds(stage.store(), after.Put("s", "k", "1"));
       Require(after.rev() > before.rev(), "an erased record's revision came again");
     },
     Needs::kLasting},
    {"lasting.a_conflict_leaves_nothing_for_the_next_open",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("s", "k", "1", {"t"}).Append(1, 1, "a"));
       Conflicts(stage.store(), Batch().Erase("s", "k").Append(1, 2, "b").Append(9, 9, "gap"), 2);
       stage.Reopen();
       Holds(stage.store(), "s", "k", "1");
       Same("the records of the term", Keys(stage.store(), "s", "t"), "k");
       Same("the log", Seqs(stage.store(), 1), "1");
     },
     Needs::kLasting},
    {"lasting.thousands_outlive_a_close",
     [](Stage& stage) {
       Batch batch;
       for (std::uint32_t i = 1; i <= 2000; ++i) {
         batch.Append(1, i, Noise(200, i)).Put("s", std::to_string(i), "v", {"t"});
       }
       Succeeds(stage.store(), batch);
       stage.Reopen();
       Same("entries", stage.store().Read(1).entries.size(), 2000U);
       Same("the bytes of one", stage.store().Read(1, 777, 777).entries.at(0).bytes,
            Noise(200, 777));
       Same("records of the term", stage.store().Scan("s", "t").entries.size(), 2000U);
     },
     Needs::kLasting},
    {"lasting.a_reader_beside_the_writer_sees_what_was_answered",
     [](Stage& stage) {
       Fill(stage.store(), 1, 1);
       const auto reader = stage.Open(DF_STORE_READ_ONLY);
       Same("what is there", Seqs(*reader, 1), "1");
       Succeeds(stage.store(), Batch().Append(1, 2, "b").Put("s", "k", "v", {"t"}));
       Same("what came", Seqs(*reader, 1), "1 2");
       Holds(*reader, "s", "k", "v");
       Same("the records of the term", Keys(*reader, "s", "t"), "k");
     },
     Needs::kLasting},
    {"lasting.a_reader_commits_nothing",
     [](Stage& stage) {
       Fill(stage.store(), 1, 1);
       const auto reader = stage.Open(DF_STORE_READ_ONLY);
       Batch batch;
       batch.Append(1, 2, "b");
       Require(!reader->CommitAll({&batch, 1}).empty(), "the refusal has no reason");
       SameStatus("a reader's commit", batch.result(), DF_STORE_INVALID);
       Same("the log", Seqs(stage.store(), 1), "1");
     },
     Needs::kLasting},
    {"lasting.a_reader_works_without_a_writer",
     [](Stage& stage) {
       Fill(stage.store(), 1, 1);
       stage.Close();
       Same("the log", Seqs(*stage.Open(DF_STORE_READ_ONLY), 1), "1");
       stage.Reopen();
       Succeeds(stage.store(), Batch().Append(1, 2, "b"));
     },
     Needs::kLasting},
    {"lasting.reading_makes_no_store",
     [](Stage& stage) {
       Same("the code", CodeOfReadingNothing(stage), "store_not_found");
       Same("the code at the second try", CodeOfReadingNothing(stage), "store_not_found");
     },
     Needs::kLasting},
    {"lasting.a_second_opener_is_refused_or_sees_everything",
     [](Stage& stage) {
       std::unique_ptr<Client> second;
       try {
         second = stage.Open();
       } catch (const OpenError& error) {
         return Same("why a second opener is refused", error.code, "store_locked");
       }
       Fill(stage.store(), 1, 1);
       Succeeds(*second, Batch().Append(1, 2, "b"));
       Conflicts(stage.store(), Batch().Append(1, 2, "other"));
       Same("the log", Seqs(stage.store(), 1), "1 2");
       Batch mine;
       Succeeds(*second, mine.Put("s", "k", "v"));
       Conflicts(stage.store(), Batch().Expect("s", "k", 0).Put("s", "k", "w"));
       Batch other;
       Succeeds(stage.store(), other.Put("s", "l", "w"));
       Require(other.rev() > mine.rev(), "revisions of two openers do not rise");
     },
     Needs::kLasting},
};

}  // namespace

std::span<const Check> LastingChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
