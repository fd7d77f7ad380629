// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "store/check/check.hpp"
#include "store/check/scanning.hpp"

// A long scan or read is no snapshot, but each entry is whole and what nobody touches is there
// once.
namespace dashflow::sdk::testing::store {
namespace {

constexpr int kStill = 600;  // records that nobody touches: several pages
constexpr int kLooks = 12;
constexpr int kRounds = 4000;  // of writing at most: a log must not grow faster than it is read

std::string KeyOf(int i) { return std::to_string(10'000 + i); }

// Writes on a thread of its own, at most for as long as it lives.
class Meanwhile {
 public:
  template <class Write>
  explicit Meanwhile(Write write)
      : thread_([this, write] {
          for (int round = 0; !over_ && round < kRounds; ++round) write(round);
        }) {}
  ~Meanwhile() {
    over_ = true;
    thread_.join();
  }
  Meanwhile(const Meanwhile&) = delete;
  Meanwhile& operator=(const Meanwhile&) = delete;

 private:
  std::atomic<bool> over_ = false;
  std::thread thread_;  // last: it uses the flag
};

void PutStill(Stage& stage, std::initializer_list<std::string_view> terms) {
  Batch batch;
  for (int i = 0; i < kStill; ++i) batch.Put("s", KeyOf(i) + " still", KeyOf(i), terms);
  Succeeds(stage.store(), batch);
}

// Every record that nobody touches is there once, in order, with its bytes.
void SameStill(const Answer& answer) {
  SameStatus("the scan", answer.status, DF_STORE_OK);
  int still = 0;
  std::string before;
  for (const Entry& entry : answer.entries) {
    Require(entry.key > before, "a scan gives " + entry.key + " after " + before);
    before = entry.key;
    if (!entry.key.ends_with(" still")) continue;
    Same("an untouched record", entry.bytes, KeyOf(still));
    ++still;
  }
  Same("untouched records", still, kStill);
}

// Puts and erases records between the others.
void Stir(Client& store, int round) {
  const std::string key = KeyOf(round * 37 % kStill) + " stirred";
  if (round % 3 == 2) {
    store.Commit(Batch().Erase("s", key));
  } else {
    store.Commit(Batch().Put("s", key, std::to_string(round), {"t"}));
  }
}

constexpr Check kChecks[] = {
    {"while_writing.a_scan_gives_what_nobody_touches_once",
     [](Stage& stage) {
       PutStill(stage, {});
       const Meanwhile writer([&](int round) { Stir(stage.store(), round); });
       for (int i = 0; i < kLooks; ++i) SameStill(Scan(stage, {}));
     }},
    {"while_writing.a_scan_of_a_term_gives_what_nobody_touches_once",
     [](Stage& stage) {
       PutStill(stage, {"t"});
       const Meanwhile writer([&](int round) { Stir(stage.store(), round); });
       for (int i = 0; i < kLooks; ++i) SameStill(Scan(stage, {.term = "t"}));
     }},
    {"while_writing.a_scan_of_a_term_gives_only_records_that_have_it",
     [](Stage& stage) {
       PutStill(stage, {"still"});
       const auto flip = [&](int round) {
         const std::string_view term = round % 2 == 0 ? "even" : "odd";
         Batch batch;
         for (const char* key : {"a", "b", "c"}) batch.Put("s", key, term, {term});
         stage.store().Commit(batch);
       };
       flip(0);
       const Meanwhile writer(flip);
       for (int i = 0; i < 60; ++i) {
         for (const std::string_view term : {"even", "odd"}) {
           for (const Entry& entry : Scan(stage, {.term = term}).entries) {
             Same("the term that a record was put with", entry.bytes, term);
           }
         }
       }
     }},
    {"while_writing.a_get_sees_whole_records",
     [](Stage& stage) {
       const auto put = [&](int round) {
         const std::string bytes(1000 + round % 50 * 1000, static_cast<char>('a' + round % 26));
         stage.store().Commit(Batch().Put("s", "k", bytes));
       };
       put(0);
       const Meanwhile writer(put);
       for (int i = 0; i < 200; ++i) {
         const std::string bytes = stage.store().Get("s", "k").entries.at(0).bytes;
         Require(bytes.find_first_not_of(bytes[0]) == std::string::npos, "a record is two in one");
         Same("its size modulo 1000", bytes.size() % 1000, 0U);
       }
     }},
    {"while_writing.a_read_has_no_gap",
     [](Stage& stage) {
       const auto append = [&](int round) {
         const auto seq = static_cast<std::uint64_t>(round) + 1;
         stage.store().Commit(Batch().Append(1, seq, std::to_string(seq)));
       };
       const Meanwhile writer(append);
       for (int i = 0; i < 60; ++i) {
         std::uint64_t next = 1;
         for (const Entry& entry : stage.store().Read(1).entries) {
           Same("a seq", entry.seq, next++);
           Same("the bytes of a seq", entry.bytes, std::to_string(entry.seq));
         }
       }
     }},
    {"while_writing.a_read_of_a_log_that_is_trimmed_has_no_gap",
     [](Stage& stage) {
       const auto append = [&](int round) {
         const auto seq = static_cast<std::uint64_t>(round) + 1;
         Batch batch;
         batch.Append(1, seq, "x");
         if (seq > 300) batch.Trim(1, seq - 300);
         stage.store().Commit(batch);
       };
       const Meanwhile writer(append);
       for (int i = 0; i < 40; ++i) {
         std::uint64_t before = 0;
         for (const Entry& entry : stage.store().Read(1, 1, UINT64_MAX, true, 100).entries) {
           if (before != 0) Same("a seq going back", entry.seq, before - 1);
           before = entry.seq;
         }
       }
     }},
};

}  // namespace

std::span<const Check> WhileWritingChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
