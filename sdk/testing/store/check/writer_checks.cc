// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <mutex>
#include <set>

#include "store/check/check.hpp"
#include "store/check/expect.hpp"
#include "store/check/writers.hpp"

namespace dashflow::sdk::testing::store {
namespace {

// Adds one to the number in the record, as often as it takes until nobody was faster.
void AddOne(Client& store) {
  while (true) {
    const Answer there = store.Get("s", "sum");
    const Entry& now = there.entries.at(0);
    const std::string next = std::to_string(std::stoi(now.bytes) + 1);
    if (store.Commit(Batch().Expect("s", "sum", now.rev).Put("s", "sum", next)) == DF_STORE_OK) {
      return;
    }
  }
}

constexpr Check kChecks[] = {
    {"writers.each_reads_what_it_committed",
     [](Stage& stage) {
       constexpr std::uint64_t kEach = 50;
       Client& store = stage.store();
       OnEightThreads([&](int writer) {
         const auto stream = static_cast<std::uint64_t>(writer);
         const std::string key = std::to_string(writer);
         for (std::uint64_t seq = 1; seq <= kEach; ++seq) {
           Batch batch;
           Succeeds(store, batch.Append(stream, seq, "x").Put("t", key, std::to_string(seq)));
           Same("the entry just appended", store.Read(stream, seq, seq).entries.size(), 1U);
           Same("the revision", Holds(store, "t", key, std::to_string(seq)), batch.rev());
         }
       });
       for (std::uint64_t stream = 0; stream < kWriters; ++stream) {
         Same("entries", store.Read(stream).entries.size(), kEach);
       }
     }},
    {"writers.one_wins_each_seq",
     [](Stage& stage) {
       constexpr std::uint64_t kSeqs = 40;
       std::atomic<std::uint64_t> wins = 0;
       OnEightThreads([&](int writer) {
         for (std::uint64_t seq = 1; seq <= kSeqs; ++seq) {
           Batch batch;
           batch.Append(1, seq, std::to_string(writer));
           if (stage.store().Commit(batch) == DF_STORE_OK) ++wins;
         }
       });
       Same("appends that succeeded", wins.load(), kSeqs);
       Same("entries", stage.store().Read(1).entries.size(), kSeqs);
     }},
    {"writers.the_winner_of_a_seq_is_who_was_told_so",
     [](Stage& stage) {
       std::vector<std::atomic<int>> winners(41);
       OnEightThreads([&](int writer) {
         for (std::uint64_t seq = 1; seq <= 40; ++seq) {
           Batch batch;
           batch.Append(1, seq, std::to_string(writer)).Put("s", std::to_string(seq), "");
           if (stage.store().Commit(batch) == DF_STORE_OK) winners[seq] = writer;
         }
       });
       for (const Entry& entry : stage.store().Read(1).entries) {
         Same("who wrote " + std::to_string(entry.seq), entry.bytes,
              std::to_string(winners[entry.seq]));
       }
     }},
    {"writers.one_makes_each_record",
     [](Stage& stage) {
       std::atomic<int> wins = 0;
       OnEightThreads([&](int) {
         for (int i = 0; i < 30; ++i) {
           Batch batch;
           batch.Expect("s", std::to_string(i), 0).Put("s", std::to_string(i), "v");
           if (stage.store().Commit(batch) == DF_STORE_OK) ++wins;
         }
       });
       Same("batches that succeeded", wins.load(), 30);
     }},
    {"writers.lose_no_update",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("s", "sum", "0"));
       OnEightThreads([&](int) {
         for (int i = 0; i < 12; ++i) AddOne(stage.store());
       });
       Holds(stage.store(), "s", "sum", std::to_string(12 * kWriters));
     }},
    {"writers.never_share_a_revision",
     [](Stage& stage) {
       std::mutex mutex;
       std::set<std::uint64_t> revisions;
       OnEightThreads([&](int writer) {
         std::uint64_t before = 0;
         for (int i = 0; i < 40; ++i) {
           Batch batch;
           Succeeds(stage.store(), batch.Put("s", std::to_string(writer), ""));
           Require(batch.rev() > before, "a writer's later revision is not higher");
           before = batch.rev();
           const std::lock_guard lock(mutex);
           revisions.insert(before);
         }
       });
       Same("revisions", revisions.size(), 40U * kWriters);
     }},
    {"writers.batches_over_the_same_records_are_whole",
     [](Stage& stage) {
       OnEightThreads([&](int writer) {
         const std::string mine = std::to_string(writer);
         for (int i = 0; i < 25; ++i) {
           Batch batch;
           // In another order for each: what locks records one by one must not end in a deadlock.
           for (int k = 0; k < 6; ++k) {
             batch.Put("s", std::to_string((k + writer) % 6), mine, {"t" + mine});
           }
           Succeeds(stage.store(), batch);
         }
       });
       const Answer answer = stage.store().Scan("s");
       Same("records", answer.entries.size(), 6U);
       for (const Entry& entry : answer.entries) {
         Same("who wrote a record", entry.bytes, answer.entries[0].bytes);
         Same("its revision", entry.rev, answer.entries[0].rev);
       }
       Same("records of the term", Keys(stage.store(), "s", "t" + answer.entries[0].bytes),
            answer.Keys());
     }},
};

}  // namespace

std::span<const Check> WriterChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
