// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <cstddef>
#include <deque>
#include <thread>

#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

// A batch of every kind of operation that ends with a conflict, on what PutSome puts.
void FailAtTheEnd(Stage& stage) {
  Batch batch;
  batch.Put("s", "new", "2").Put("s", "old", "3", {"u"}).Append(1, 2, "b").Append(3, 1, "c");
  batch.Trim(2, 2).Erase("s", "old").PutBlob("h2", "c").EraseRange("s", "", "");
  batch.Trim(1, DF_STORE_FORGET).EraseBlob("h", INT64_MAX);
  batch.Expect("s", "nobody", 1).Put("s", "after", "4");
  Conflicts(stage.store(), batch, 10);
}

void PutSome(Stage& stage) {
  Succeeds(stage.store(), Batch().Put("s", "old", "1", {"t"}).Append(1, 1, "a").PutBlob("h", "b"));
  Succeeds(stage.store(), Batch().Append(2, 1, "x").Append(2, 2, "y"));
}

// Commits of one batch each, handed in without waiting for their answers.
class Burst {
 public:
  explicit Burst(std::size_t count) : batches_(count), pointers_(count) {}

  Batch& batch(std::size_t index) { return batches_[index]; }
  void Commit(Client& store) {
    for (std::size_t i = 0; i < batches_.size(); ++i) {
      pointers_[i] = batches_[i].raw();
      store.table().commit(
          store.raw(), &pointers_[i], 1,
          [](void* answers) { ++*static_cast<std::atomic<std::size_t>*>(answers); }, &answers_);
    }
  }
  void Wait() const {
    while (answers_ < batches_.size()) std::this_thread::yield();
  }
  std::size_t answers() const { return answers_; }

 private:
  std::vector<Batch> batches_;
  std::vector<df_store_batch*> pointers_;  // borrowed until the answer
  std::atomic<std::size_t> answers_ = 0;
};

// A run that commits its next step from inside `done`.
struct Chain {
  Chain(Client* client, std::uint64_t own_stream, std::uint64_t end)
      : store(client), stream(own_stream), last(end) {}

  Client* const store;
  const std::uint64_t stream;
  const std::uint64_t last;
  std::uint64_t seq = 0;
  Batch batch{};
  df_store_batch* raw = nullptr;
  std::atomic<bool> over = false;

  static void Step(void* context) {
    auto& self = *static_cast<Chain*>(context);
    const bool failed = self.raw != nullptr && self.raw->result != DF_STORE_OK;
    if (failed || self.seq == self.last) {
      self.over = true;
      self.over.notify_one();
      return;
    }
    self.batch = Batch();
    self.raw = self.batch.Append(self.stream, ++self.seq, "x").raw();
    self.store->table().commit(self.store->raw(), &self.raw, 1, &Chain::Step, &self);
  }
};

constexpr Check kChecks[] = {
    {"batch.of_nothing_succeeds",
     [](Stage& stage) {
       Batch batch;
       Succeeds(stage.store(), batch);
     }},
    {"batch.a_commit_of_none_is_answered",
     [](Stage& stage) { Same("its reason", stage.store().CommitAll({}), ""); }},
    {"batch.operations_see_those_before_them",
     [](Stage& stage) {
       Batch batch;
       batch.Append(1, 1, "a").Append(1, 2, "b").Trim(1, 2).Append(1, 3, "c");
       batch.Put("s", "k", "v").Erase("s", "k").Expect("s", "k", 0);
       Succeeds(stage.store(), batch.PutBlob("h", "1").EraseBlob("h", INT64_MAX));
       Same("the log", Seqs(stage.store(), 1), "2 3");
       Lacks(stage.store(), "s", "k");
       Require(!HasBlob(stage.store(), "h"), "a blob that the batch erased is there");
     }},
    {"batch.all_shapes_in_one",
     [](Stage& stage) {
       Batch batch;
       Succeeds(stage.store(), batch.Append(1, 1, "a").Put("s", "k", "v", {"t"}).PutBlob("h", "b"));
       Same("the log", Seqs(stage.store(), 1), "1");
       Same("the record", Holds(stage.store(), "s", "k", "v"), batch.rev());
       Same("the blob", Blob(stage.store(), "h"), "b");
     }},
    {"batch.a_conflict_takes_records_back",
     [](Stage& stage) {
       PutSome(stage);
       FailAtTheEnd(stage);
       Same("the keys", Keys(stage.store(), "s"), "old");
       Holds(stage.store(), "s", "old", "1");
       Same("the term that the record had", Keys(stage.store(), "s", "t"), "old");
       Same("the term that it was to have", Keys(stage.store(), "s", "u"), "");
     }},
    {"batch.a_conflict_takes_entries_back",
     [](Stage& stage) {
       PutSome(stage);
       FailAtTheEnd(stage);
       Same("the stream that was forgotten", Seqs(stage.store(), 1), "1");
       Same("the stream that was trimmed", Seqs(stage.store(), 2), "1 2");
       Same("the stream that was new", Seqs(stage.store(), 3), "");
       Succeeds(stage.store(), Batch().Append(1, 2, "b").Append(3, 1, "c"));
     }},
    {"batch.a_conflict_takes_blobs_back",
     [](Stage& stage) {
       PutSome(stage);
       FailAtTheEnd(stage);
       Same("the blob that was erased", Blob(stage.store(), "h"), "b");
       Require(!HasBlob(stage.store(), "h2"), "a blob is there whose batch conflicts");
     }},
    {"batch.a_conflict_after_a_thousand_takes_them_back",
     [](Stage& stage) {
       Batch batch;
       for (std::uint32_t i = 1; i <= 500; ++i) batch.Append(1, i, "x");
       for (int i = 0; i < 500; ++i) batch.Put("s", std::to_string(i), "x", {"t"});
       Conflicts(stage.store(), batch.Append(1, 700, "gap"), 1000);
       Same("the log", Seqs(stage.store(), 1), "");
       Same("the records", Keys(stage.store(), "s", "t"), "");
     }},
    {"batch.succeeds_once_its_conflict_is_gone",
     [](Stage& stage) {
       Batch batch;
       batch.Append(1, 2, "b").Put("s", "k", "v");
       Conflicts(stage.store(), batch);
       Succeeds(stage.store(), Batch().Append(1, 1, "a"));
       Succeeds(stage.store(), batch);
       Same("the log", Seqs(stage.store(), 1), "1 2");
     }},
    {"batch.those_of_one_commit_stand_alone",
     [](Stage& stage) {
       std::vector<Batch> batches(4);
       batches[0].Append(1, 1, "a");
       batches[1].Append(1, 1, "again");
       batches[2].Append(1, 2, "b");
       batches[3].Put("s", "k", "v").Append(2, 7, "gap");
       Require(!stage.store().CommitAll(batches).empty(), "a conflict has no reason");
       SameStatus("the first", batches[0].result(), DF_STORE_OK);
       SameStatus("the second", batches[1].result(), DF_STORE_CONFLICT);
       SameStatus("the third", batches[2].result(), DF_STORE_OK);
       SameStatus("the fourth", batches[3].result(), DF_STORE_CONFLICT);
       Same("what conflicts in the fourth", batches[3].failed_op(), 1U);
       Same("the log", Seqs(stage.store(), 1), "1 2");
       Lacks(stage.store(), "s", "k");
     }},
    {"batch.a_bad_one_does_not_spoil_its_neighbours",
     [](Stage& stage) {
       std::vector<Batch> batches(3);
       batches[0].Put("s", "a", "1");
       batches[1].Put("", "b", "2");
       batches[2].Put("s", "c", "3");
       stage.store().CommitAll(batches);
       SameStatus("the first", batches[0].result(), DF_STORE_OK);
       SameStatus("the bad one", batches[1].result(), DF_STORE_INVALID);
       SameStatus("the third", batches[2].result(), DF_STORE_OK);
       Same("the keys", Keys(stage.store(), "s"), "a c");
     }},
    {"batch.those_on_one_record_apply_in_order",
     [](Stage& stage) {
       std::vector<Batch> batches(50);
       for (std::size_t i = 0; i < batches.size(); ++i) {
         batches[i].Put("s", "k", std::to_string(i), {std::to_string(i)});
       }
       stage.store().CommitAll(batches);
       Same("its revision", Holds(stage.store(), "s", "k", "49"), batches[49].rev());
       Same("the last term", Keys(stage.store(), "s", "49"), "k");
       Same("the term before", Keys(stage.store(), "s", "48"), "");
     }},
    {"batch.commits_without_waiting_keep_their_order",
     [](Stage& stage) {
       Burst burst(500);
       for (std::size_t i = 0; i < 500; ++i) burst.batch(i).Append(1, i + 1, "x");
       burst.Commit(stage.store());
       burst.Wait();
       for (std::size_t i = 0; i < 500; ++i) {
         SameStatus("append " + std::to_string(i + 1), burst.batch(i).result(), DF_STORE_OK);
       }
     }},
    {"batch.is_answered_once",
     [](Stage& stage) {
       Burst burst(40);
       for (std::size_t i = 0; i < 40; ++i) burst.batch(i).Append(1, i % 3 == 0 ? 9 : i + 1, "x");
       burst.Commit(stage.store());
       burst.Wait();
       stage.Close();
       Same("answers", burst.answers(), 40U);
     }},
    {"batch.done_may_commit_again",
     [](Stage& stage) {
       std::deque<Chain> chains;
       for (std::uint64_t stream = 1; stream <= 20; ++stream) {
         chains.emplace_back(&stage.store(), stream, 50);
       }
       for (Chain& chain : chains) Chain::Step(&chain);
       for (Chain& chain : chains) chain.over.wait(false);
       for (const Chain& chain : chains) {
         Same("entries", stage.store().Read(chain.stream).entries.size(), 50U);
       }
     }},
    {"batch.of_ten_thousand_operations",
     [](Stage& stage) {
       Batch batch;
       for (std::uint32_t i = 1; i <= 5000; ++i) {
         batch.Append(1, i, "x").Put("s", std::to_string(i), "x");
       }
       Succeeds(stage.store(), batch);
       Same("entries", stage.store().Read(1).entries.size(), 5000U);
       Same("records", stage.store().Scan("s").entries.size(), 5000U);
     }},
    {"batch.of_many_mebibytes",
     [](Stage& stage) {
       Batch batch;
       for (std::uint32_t i = 1; i <= 12; ++i) {
         batch.Append(1, i, Noise(DF_STORE_MAX_BYTES, i))
             .PutBlob(std::to_string(i), Noise(900'000));
       }
       Succeeds(stage.store(), batch);
       Require(stage.store().Read(1, 12, 12).entries.at(0).bytes == Noise(DF_STORE_MAX_BYTES, 12),
               "the last entry changed");
       Require(Blob(stage.store(), "1") == Noise(900'000), "a blob changed");
     }},
    {"batch.a_host_with_a_shorter_batch_is_served",
     [](Stage& stage) {
       Batch batch;
       df_store_batch* raw = batch.Put("s", "k", "v").raw();
       raw->size = offsetof(df_store_batch, rev);
       raw->rev = 77;
       std::atomic<bool> called = false;
       stage.table().commit(
           stage.store().raw(), &raw, 1,
           [](void* flag) { static_cast<std::atomic<bool>*>(flag)->store(true); }, &called);
       while (!called) std::this_thread::yield();
       SameStatus("the result", raw->result, DF_STORE_OK);
       Same("what lies behind the batch", raw->rev, 77U);
     }},
};

}  // namespace

std::span<const Check> BatchChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
