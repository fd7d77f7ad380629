// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

void SameEntries(const Answer& answer, std::uint64_t count, bool reverse) {
  SameStatus("the read", answer.status, DF_STORE_OK);
  Same("how many entries", answer.entries.size(), count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t seq = reverse ? count - i : i + 1;
    Same("the seq of entry " + std::to_string(i), answer.entries[i].seq, seq);
    Same("the bytes of entry " + std::to_string(i), answer.entries[i].bytes, std::to_string(seq));
  }
}

// Appends each entry that it sees to another stream.
struct Copier {
  Client* store;
  std::uint64_t to;

  static std::uint32_t Take(void* context, const df_store_entry* entry) {
    auto& self = *static_cast<Copier*>(context);
    const std::string bytes(entry->bytes.data, entry->bytes.size);
    return self.store->Commit(Batch().Append(self.to, entry->seq, bytes)) == DF_STORE_OK ? 1 : 0;
  }
};

constexpr Check kChecks[] = {
    {"log.reads_back_what_was_appended",
     [](Stage& stage) {
       Fill(stage.store(), 7, 3);
       const Answer answer = stage.store().Read(7);
       Same("the seqs", SeqsOf(answer), "1 2 3");
       Same("the bytes of the second", answer.entries.at(1).bytes, "e2");
       Same("the key of an entry", answer.entries.at(1).key, "");
     }},
    {"log.a_stream_that_is_not_there_is_empty",
     [](Stage& stage) { Same("the seqs", Seqs(stage.store(), 404), ""); }},
    {"log.begins_with_one",
     [](Stage& stage) {
       Conflicts(stage.store(), Batch().Append(1, 2, "b"));
       Same("the seqs", Seqs(stage.store(), 1), "");
       Succeeds(stage.store(), Batch().Append(1, 1, "a"));
     }},
    {"log.an_entry_is_appended_once",
     [](Stage& stage) {
       Fill(stage.store(), 1, 2);
       Conflicts(stage.store(), Batch().Append(1, 2, "other"));
       Conflicts(stage.store(), Batch().Append(1, 1, "other"));
       Same("the bytes", stage.store().Read(1).entries.at(1).bytes, "e2");
     }},
    {"log.leaves_no_gap",
     [](Stage& stage) {
       Fill(stage.store(), 1, 2);
       Conflicts(stage.store(), Batch().Append(1, 4, "d"));
       Conflicts(stage.store(), Batch().Append(1, INT64_MAX, "d"));
       Same("the seqs", Seqs(stage.store(), 1), "1 2");
     }},
    {"log.a_conflict_is_explained",
     [](Stage& stage) {
       Fill(stage.store(), 1, 2);
       Batch again;
       again.Append(1, 2, "other");
       Require(!stage.store().CommitAll({&again, 1}).empty(), "a conflict has no reason");
     }},
    {"log.a_repeated_append_conflicts_and_can_be_read_back",
     [](Stage& stage) {
       Batch batch;
       Succeeds(stage.store(), batch.Append(1, 1, "mine").Put("head", "1", "1"));
       Conflicts(stage.store(), batch);
       Same("the entry", stage.store().Read(1, 1, 1).entries.at(0).bytes, "mine");
       Holds(stage.store(), "head", "1", "1");
     }},
    {"log.two_appends_of_one_seq_in_a_batch_conflict",
     [](Stage& stage) {
       Conflicts(stage.store(), Batch().Append(1, 1, "a").Append(1, 1, "b"), 1);
       Same("the seqs", Seqs(stage.store(), 1), "");
     }},
    {"log.streams_are_apart",
     [](Stage& stage) {
       Fill(stage.store(), 1, 2);
       Fill(stage.store(), 0, 1);
       Fill(stage.store(), UINT64_MAX, 3);
       Fill(stage.store(), std::uint64_t{1} << 63, 1);
       Same("stream 1", Seqs(stage.store(), 1), "1 2");
       Same("stream 0", Seqs(stage.store(), 0), "1");
       Same("the last stream", Seqs(stage.store(), UINT64_MAX), "1 2 3");
       Same("stream 2^63", Seqs(stage.store(), std::uint64_t{1} << 63), "1");
       Same("a stream between", Seqs(stage.store(), (std::uint64_t{1} << 63) - 1), "");
     }},
    {"log.streams_of_large_numbers_are_apart",
     [](Stage& stage) {
       // A store that keeps them as doubles would take these for one.
       const std::uint64_t stream = (std::uint64_t{1} << 53) + 1;
       Fill(stage.store(), stream, 2);
       Fill(stage.store(), stream - 1, 1);
       Same("the higher one", Seqs(stage.store(), stream), "1 2");
       Same("the lower one", Seqs(stage.store(), stream - 1), "1");
     }},
    {"log.reads_ranges",
     [](Stage& stage) {
       Fill(stage.store(), 1, 9);
       Same("3..5", SeqsOf(stage.store().Read(1, 3, 5)), "3 4 5");
       Same("0..2", SeqsOf(stage.store().Read(1, 0, 2)), "1 2");
       Same("8..100", SeqsOf(stage.store().Read(1, 8, 100)), "8 9");
       Same("9..9", SeqsOf(stage.store().Read(1, 9, 9)), "9");
       Same("10..20", SeqsOf(stage.store().Read(1, 10, 20)), "");
       Same("5..3", SeqsOf(stage.store().Read(1, 5, 3)), "");
     }},
    {"log.reads_back_from_the_end",
     [](Stage& stage) {
       Fill(stage.store(), 1, 9);
       Same("all", SeqsOf(stage.store().Read(1, 1, UINT64_MAX, true)), "9 8 7 6 5 4 3 2 1");
       Same("3..5", SeqsOf(stage.store().Read(1, 3, 5, true)), "5 4 3");
       Same("5..3", SeqsOf(stage.store().Read(1, 5, 3, true)), "");
     }},
    {"log.stops_at_the_limit",
     [](Stage& stage) {
       Fill(stage.store(), 1, 9);
       Same("two of 3..9", SeqsOf(stage.store().Read(1, 3, 9, false, 2)), "3 4");
       Same("twenty", SeqsOf(stage.store().Read(1, 1, 9, false, 20)), "1 2 3 4 5 6 7 8 9");
     }},
    {"log.a_limit_from_the_end_takes_the_last",
     [](Stage& stage) {
       Fill(stage.store(), 1, 9);
       Same("two of 3..8", SeqsOf(stage.store().Read(1, 3, 8, true, 2)), "8 7");
       Same("the last", SeqsOf(stage.store().Read(1, 0, UINT64_MAX, true, 1)), "9");
     }},
    {"log.thousands_have_no_gap",
     [](Stage& stage) {
       constexpr std::uint64_t kCount = 3000;
       Batch batch;
       for (std::uint64_t seq = 1; seq <= kCount; ++seq) batch.Append(5, seq, std::to_string(seq));
       Succeeds(stage.store(), batch);
       SameEntries(stage.store().Read(5), kCount, false);
       SameEntries(stage.store().Read(5, 1, UINT64_MAX, true), kCount, true);
     }},
    {"log.large_entries_are_whole",
     [](Stage& stage) {
       for (std::uint32_t seq = 1; seq <= 6; ++seq) {
         Succeeds(stage.store(), Batch().Append(1, seq, Noise(500'000, seq)));
       }
       const Answer answer = stage.store().Read(1);
       Same("the seqs", SeqsOf(answer), "1 2 3 4 5 6");
       Require(answer.entries[4].bytes == Noise(500'000, 5), "the bytes of a large entry changed");
     }},
    {"log.takes_any_bytes_and_none",
     [](Stage& stage) {
       const std::string all = Noise(4096);
       Succeeds(stage.store(), Batch().Append(1, 1, "").Append(1, 2, all));
       Same("no bytes", stage.store().Read(1).entries.at(0).bytes, "");
       Same("any bytes", stage.store().Read(1).entries.at(1).bytes, all);
     }},
    {"log.a_read_ends_when_the_sink_has_enough",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       int seen = 0;
       const auto two = [](void* context, const df_store_entry*) -> std::uint32_t {
         return ++*static_cast<int*>(context) < 2 ? 1 : 0;
       };
       SameStatus("the read", stage.table().read(stage.store().raw(), 1, 1, 5, 0, 0, two, &seen),
                  DF_STORE_OK);
       Same("entries after the sink wanted two", seen, 2);
     }},
    {"log.the_sink_may_use_the_store",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       Copier copier{&stage.store(), 2};
       stage.table().read(stage.store().raw(), 1, 1, 5, 0, 0, &Copier::Take, &copier);
       Same("the copy", Seqs(stage.store(), 2), "1 2 3 4 5");
     }},
};

}  // namespace

std::span<const Check> LogChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
