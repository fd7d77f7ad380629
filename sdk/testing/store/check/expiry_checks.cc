// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

constexpr std::int64_t kHour = std::chrono::nanoseconds(hours(1)).count();
// Long enough for any clock to notice, short enough to wait for a real one.
constexpr milliseconds kMoment{40};

// Puts "a" (term "t") so that it expires within a moment, and lets that pass.
void LetExpire(Stage& stage) {
  Client& store = stage.store();
  const std::int64_t soon = store.Now() + std::chrono::nanoseconds(kMoment).count();
  Succeeds(store, Batch().Put("run", "a", "old", {"t"}, soon));
  stage.PassTime(kMoment);
}

constexpr Check kChecks[] = {
    {"expiry.what_expires_later_is_there",
     [](Stage& stage) {
       const std::int64_t later = stage.store().Now() + kHour;
       Succeeds(stage.store(), Batch().Put("run", "a", "x", {"t"}, later));
       Holds(stage.store(), "run", "a", "x");
       Same("the keys", Keys(stage.store(), "run"), "a");
       Same("the keys of the term", Keys(stage.store(), "run", "t"), "a");
     }},
    {"expiry.the_far_future_is_later",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "x", {}, INT64_MAX));
       Holds(stage.store(), "run", "a", "x");
     }},
    {"expiry.what_expires_now_is_absent",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "x", {"t"}, stage.store().Now()));
       Succeeds(stage.store(), Batch().Put("run", "b", "x", {"t"}, 1));
       Lacks(stage.store(), "run", "a");
       Lacks(stage.store(), "run", "b");
     }},
    {"expiry.get_finds_nothing",
     [](Stage& stage) {
       LetExpire(stage);
       Lacks(stage.store(), "run", "a");
     }},
    {"expiry.scan_leaves_it_out",
     [](Stage& stage) {
       LetExpire(stage);
       Same("the keys", Keys(stage.store(), "run"), "");
       Same("the keys of the term", Keys(stage.store(), "run", "t"), "");
     }},
    {"expiry.a_limit_counts_what_is_there",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "b", "", {"t"}).Put("run", "c", "", {"t"}));
       LetExpire(stage);
       df_store_scan scan{sizeof(scan), 0, Text("run"), {}, {}, {}, 2};
       Same("two of the space", KeysOf(stage.store().Scan(scan)), "b c");
       scan.term = Text("t");
       Same("two of the term", KeysOf(stage.store().Scan(scan)), "b c");
     }},
    {"expiry.makes_room_for_what_expects_absence",
     [](Stage& stage) {
       LetExpire(stage);
       Succeeds(stage.store(), Batch().Expect("run", "a", 0).Put("run", "a", "new"));
       Holds(stage.store(), "run", "a", "new");
       Same("the keys of its former term", Keys(stage.store(), "run", "t"), "");
     }},
    {"expiry.its_revision_is_gone",
     [](Stage& stage) {
       Batch other;
       Succeeds(stage.store(), other.Put("run", "b", ""));
       LetExpire(stage);
       // What expired was put by the very next batch.
       Conflicts(stage.store(), Batch().Expect("run", "a", other.rev() + 1));
     }},
    {"expiry.a_later_put_ends_it",
     [](Stage& stage) {
       const std::int64_t soon = stage.store().Now() + std::chrono::nanoseconds(kMoment).count();
       Succeeds(stage.store(), Batch().Put("run", "a", "x", {"t"}, soon));
       Succeeds(stage.store(), Batch().Put("run", "a", "y", {"t"}));
       stage.PassTime(kMoment);
       Succeeds(stage.store(), Batch().Put("run", "b", "z"));  // a chance to remove what expired
       Holds(stage.store(), "run", "a", "y");
       Same("the keys of the term", Keys(stage.store(), "run", "t"), "a");
     }},
    {"expiry.erasing_what_expired_is_fine",
     [](Stage& stage) {
       LetExpire(stage);
       Succeeds(stage.store(), Batch().Erase("run", "a").EraseRange("run", "", ""));
       Lacks(stage.store(), "run", "a");
     }},
    {"expiry.a_batch_that_conflicts_does_not_revive",
     [](Stage& stage) {
       LetExpire(stage);
       Conflicts(stage.store(), Batch().Put("run", "a", "new").Expect("run", "b", 1), 1);
       Lacks(stage.store(), "run", "a");
     }},
    {"expiry.many_expire_at_once",
     [](Stage& stage) {
       Client& store = stage.store();
       const std::int64_t soon = store.Now() + std::chrono::nanoseconds(kMoment).count();
       Batch batch;
       for (int i = 100; i < 800; ++i) batch.Put("run", std::to_string(i), "x", {"t"}, soon);
       Succeeds(store, batch.Put("run", "9", "stays", {"t"}));
       stage.PassTime(kMoment);
       Same("the keys", Keys(store, "run"), "9");
       Same("the keys of the term", Keys(store, "run", "t"), "9");
     }},
};

}  // namespace

std::span<const Check> ExpiryChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
