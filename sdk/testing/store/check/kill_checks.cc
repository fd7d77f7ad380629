// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <array>
#include <dashflow/testing/store/child.hpp>
#include <deque>
#include <map>

#include "store/check/check.hpp"
#include "store/check/expect.hpp"

// What was answered is there after a SIGKILL of the process that held the store.
namespace dashflow::sdk::testing::store {
namespace {

constexpr std::uint64_t kStreams = 8;
constexpr std::uint64_t kInBatch = 40;
constexpr int kRounds = 3;

void Say(int out, std::uint64_t first, std::uint64_t second) {
  const std::array<std::uint64_t, 2> pair{first, second};
  if (::write(out, pair.data(), sizeof(pair)) != sizeof(pair)) ::_exit(3);
}

// Appends to its stream from inside `done`, and says what was answered.
struct Run {
  Client* store;
  int out;
  std::uint64_t stream;
  std::uint64_t seq = 0;
  Batch batch{};
  df_store_batch* raw = nullptr;

  static void Step(void* context) {
    auto& self = *static_cast<Run*>(context);
    if (self.raw != nullptr) {
      if (self.raw->result != DF_STORE_OK) ::_exit(2);
      Say(self.out, self.stream, self.seq);
    }
    self.batch = Batch();
    self.batch.Append(self.stream, ++self.seq, std::string(300, 'x'));
    self.batch.Put("head", std::to_string(self.stream), std::to_string(self.seq), {"head"});
    self.raw = self.batch.raw();
    self.store->table().commit(self.store->raw(), &self.raw, 1, &Run::Step, &self);
  }
};

[[noreturn]] void StepUntilKilled(Client& store, int out) {
  std::deque<Run> runs;
  for (std::uint64_t stream = 1; stream <= kStreams; ++stream) {
    const auto end = store.Read(stream, 1, UINT64_MAX, true, 1).entries;
    runs.push_back(Run{&store, out, stream, end.empty() ? 0 : end[0].seq});
  }
  for (Run& run : runs) Run::Step(&run);
  while (true) ::pause();
}

// Batches of many entries and records, one after the other.
[[noreturn]] void CommitLargeUntilKilled(Client& store, int out) {
  std::uint64_t seq = store.Read(1).entries.size();
  for (std::uint64_t round = 1;; ++round) {
    Batch batch;
    for (std::uint64_t i = 0; i < kInBatch; ++i) {
      ++seq;
      batch.Append(1, seq, Noise(3000)).Put("s", std::to_string(i), std::to_string(seq / kInBatch));
    }
    if (store.Commit(batch) != DF_STORE_OK) ::_exit(2);
    Say(out, 1, seq);
  }
}

// Lets `body` work on the store in another process, kills that after `answers` of them and gives
// the last number that it said of each stream.
template <class Body>
std::map<std::uint64_t, std::uint64_t> KillAfter(Stage& stage, std::size_t answers, Body body) {
  stage.Close();
  Child child([&](int out) {
    const auto mine = stage.Open();
    body(*mine, out);
  });
  std::map<std::uint64_t, std::uint64_t> answered;
  const auto note = [&](std::uint64_t stream, std::uint64_t seq) { answered[stream] = seq; };
  child.ReadPairs(answers, note);
  child.Kill();
  child.ReadPairs(SIZE_MAX, note);
  Require(!answered.empty(), "the process that was to be killed ended by itself");
  return answered;
}

// What was answered, and at most the one that was under way.
void HasAll(Client& store, const std::map<std::uint64_t, std::uint64_t>& answered) {
  for (const auto& [stream, seq] : answered) {
    const Answer entries = store.Read(stream);
    SameStatus("the read of a stream", entries.status, DF_STORE_OK);
    Require(entries.entries.size() >= seq, "stream " + std::to_string(stream) + " has " +
                                               std::to_string(entries.entries.size()) +
                                               " entries, answered were " + std::to_string(seq));
    Require(entries.entries.size() <= seq + 1, "a stream has entries that nobody appended");
    Holds(store, "head", std::to_string(stream), std::to_string(entries.entries.size()));
  }
  Same("records of the term", store.Scan("head", "head").entries.size(), answered.size());
}

constexpr Check kChecks[] = {
    {"kill.every_answered_batch_is_there_and_none_by_halves",
     [](Stage& stage) {
       for (int round = 0; round < kRounds; ++round) {
         const auto answered = KillAfter(stage, 300 + round * 97, &StepUntilKilled);
         stage.Reopen();
         HasAll(stage.store(), answered);
       }
     },
     Needs::kLasting},
    {"kill.a_reader_sees_every_answered_batch_before_anyone_recovers",
     [](Stage& stage) {
       const auto answered = KillAfter(stage, 400, &StepUntilKilled);
       HasAll(*stage.Open(DF_STORE_READ_ONLY), answered);
       stage.Reopen();
       HasAll(stage.store(), answered);
     },
     Needs::kLasting},
    {"kill.a_large_batch_is_there_or_not",
     [](Stage& stage) {
       for (int round = 0; round < kRounds; ++round) {
         auto answered = KillAfter(stage, 3 + round, &CommitLargeUntilKilled);
         stage.Reopen();
         const std::size_t entries = stage.store().Read(1).entries.size();
         Require(entries >= answered[1], "an answered batch is gone");
         Same("entries of a batch that is not whole", entries % kInBatch, 0U);
         for (const Entry& entry : stage.store().Scan("s").entries) {
           Same("a record of the last batch", entry.bytes,
                std::to_string(entry.key == std::to_string(kInBatch - 1) ? entries / kInBatch
                                                                         : entries / kInBatch - 1));
         }
       }
     },
     Needs::kLasting},
    {"kill.revisions_rise_across_it",
     [](Stage& stage) {
       const auto answered = KillAfter(stage, 20, [](Client& store, int out) {
         for (std::uint64_t i = 1;; ++i) {
           Batch batch;
           if (store.Commit(batch.Put("s", "k", "v")) != DF_STORE_OK) ::_exit(2);
           Say(out, 0, batch.rev());
         }
       });
       stage.Reopen();
       Batch batch;
       Succeeds(stage.store(), batch.Put("s", "k", "v"));
       Require(batch.rev() > answered.at(0), "a revision came again after a kill");
     },
     Needs::kLasting},
    {"kill.nobody_keeps_the_store_locked",
     [](Stage& stage) {
       for (int i = 0; i < 3; ++i) {
         KillAfter(stage, 1, [](Client&, int out) {
           Say(out, 1, 1);
           while (true) ::pause();
         });
         stage.Reopen();
         Succeeds(stage.store(), Batch().Put("s", "k", std::to_string(i)));
       }
     },
     Needs::kLasting},
    {"kill.amid_opening_and_closing_leaves_a_store",
     [](Stage& stage) {
       Fill(stage.store(), 1, 50);
       for (int round = 0; round < kRounds; ++round) {
         stage.Close();
         Child child([&](int out) {
           for (std::uint64_t i = 1;; ++i) {
             stage.Open()->Commit(Batch().Put("s", "opened", std::to_string(i)));
             Say(out, 0, i);
           }
         });
         child.ReadPairs(2 + static_cast<std::size_t>(round), [](std::uint64_t, std::uint64_t) {});
         child.Kill();
         stage.Reopen();
         Same("entries", stage.store().Read(1).entries.size(), 50U);
       }
     },
     Needs::kLasting},
};

}  // namespace

std::span<const Check> KillChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
