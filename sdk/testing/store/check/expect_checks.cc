// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

std::uint64_t RevOfPut(Client& store, std::string_view key, std::string_view bytes) {
  Batch batch;
  Succeeds(store, batch.Put("run", key, bytes));
  return batch.rev();
}

constexpr Check kChecks[] = {
    {"revision.is_never_zero",
     [](Stage& stage) {
       Require(RevOfPut(stage.store(), "a", "1") != 0, "a batch that puts has revision 0");
     }},
    {"revision.rises_with_each_put",
     [](Stage& stage) {
       const auto first = RevOfPut(stage.store(), "a", "1");
       Require(RevOfPut(stage.store(), "a", "1") > first, "the same put again has no new revision");
     }},
    {"revision.rises_across_an_erase",
     [](Stage& stage) {
       const auto first = RevOfPut(stage.store(), "a", "1");
       Succeeds(stage.store(), Batch().Erase("run", "a"));
       Require(RevOfPut(stage.store(), "a", "1") > first, "an erased record's revision came again");
     }},
    {"revision.rises_in_the_whole_store",
     [](Stage& stage) {
       const auto first = RevOfPut(stage.store(), "a", "1");
       const auto second = RevOfPut(stage.store(), "b", "1");
       Batch other;
       Succeeds(stage.store(), other.Put("other", "a", "1"));
       Require(first < second && second < other.rev(), "two records share a revision");
     }},
    {"revision.is_one_for_a_batch",
     [](Stage& stage) {
       Batch batch;
       Succeeds(stage.store(), batch.Put("run", "a", "1").Put("other", "b", "2"));
       Same("the first record's", Holds(stage.store(), "run", "a", "1"), batch.rev());
       Same("the second record's", Holds(stage.store(), "other", "b", "2"), batch.rev());
     }},
    {"revision.is_none_where_nothing_is_put",
     [](Stage& stage) {
       RevOfPut(stage.store(), "a", "1");
       Batch batch;
       Succeeds(stage.store(), batch.Append(1, 1, "x").Erase("run", "a").PutBlob("h", "b"));
       Same("the revision", batch.rev(), 0U);
     }},
    {"revision.get_and_scan_agree",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       RevOfPut(stage.store(), "b", "2");
       Same("what get says", Holds(stage.store(), "run", "a", "1"), rev);
       Same("what scan says", stage.store().Scan("run").entries.at(0).rev, rev);
     }},
    {"expect.a_revision_that_is_there",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       Succeeds(stage.store(), Batch().Expect("run", "a", rev).Put("run", "a", "2"));
       Holds(stage.store(), "run", "a", "2");
     }},
    {"expect.an_older_revision_conflicts",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       RevOfPut(stage.store(), "a", "2");
       Conflicts(stage.store(), Batch().Expect("run", "a", rev).Put("run", "a", "3"));
       Holds(stage.store(), "run", "a", "2");
     }},
    {"expect.a_later_revision_conflicts",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       Conflicts(stage.store(), Batch().Expect("run", "a", rev + 1));
       Conflicts(stage.store(), Batch().Expect("run", "a", UINT64_MAX));
     }},
    {"expect.absence",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Expect("run", "a", 0).Put("run", "a", "1"));
       Conflicts(stage.store(), Batch().Expect("run", "a", 0).Put("run", "a", "2"));
       Holds(stage.store(), "run", "a", "1");
     }},
    {"expect.a_revision_of_what_is_absent_conflicts",
     [](Stage& stage) { Conflicts(stage.store(), Batch().Expect("run", "a", 5)); }},
    {"expect.erased_and_made_again_is_not_unchanged",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       Succeeds(stage.store(), Batch().Erase("run", "a"));
       RevOfPut(stage.store(), "a", "1");
       Conflicts(stage.store(), Batch().Expect("run", "a", rev).Put("run", "a", "zombie"));
     }},
    {"expect.sees_what_stands_before_it",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       Succeeds(stage.store(), Batch().Erase("run", "a").Expect("run", "a", 0));
       Conflicts(stage.store(), Batch().Put("run", "b", "1").Expect("run", "b", 0), 1);
       Conflicts(stage.store(), Batch().Put("run", "a", "2").Expect("run", "a", rev), 1);
     }},
    {"expect.names_the_operation",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       Batch batch;
       batch.Expect("run", "a", rev).Expect("run", "b", 0).Expect("run", "c", 1);
       Conflicts(stage.store(), batch.Expect("run", "d", 1), 2);
     }},
    {"expect.alone_changes_nothing",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       Batch batch;
       Succeeds(stage.store(), batch.Expect("run", "a", rev).Expect("run", "b", 0));
       Same("the batch's revision", batch.rev(), 0U);
       Same("the record's revision", Holds(stage.store(), "run", "a", "1"), rev);
     }},
    {"expect.a_repeated_swap_conflicts_and_can_be_read_back",
     [](Stage& stage) {
       const auto rev = RevOfPut(stage.store(), "a", "1");
       Batch swap;
       Succeeds(stage.store(), swap.Expect("run", "a", rev).Put("run", "a", "2"));
       const auto made = swap.rev();
       Conflicts(stage.store(), swap);
       Same("the revision", Holds(stage.store(), "run", "a", "2"), made);
     }},
};

}  // namespace

std::span<const Check> ExpectChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
