// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

constexpr Check kChecks[] = {
    {"trim.takes_what_is_before",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       Fill(stage.store(), 2, 5);
       Succeeds(stage.store(), Batch().Trim(1, 4));
       Same("what is left", Seqs(stage.store(), 1), "4 5");
       Same("what is left, from the end", SeqsOf(stage.store().Read(1, 0, UINT64_MAX, true)),
            "5 4");
       Same("another stream", Seqs(stage.store(), 2), "1 2 3 4 5");
     }},
    {"trim.leaves_the_bytes_of_the_rest",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       Succeeds(stage.store(), Batch().Trim(1, 4));
       Same("the bytes of 4", stage.store().Read(1, 4, 4).entries.at(0).bytes, "e4");
     }},
    {"trim.the_stream_goes_on",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       Succeeds(stage.store(), Batch().Trim(1, 4));
       Succeeds(stage.store(), Batch().Append(1, 6, "f"));
       Same("the seqs", Seqs(stage.store(), 1), "4 5 6");
     }},
    {"trim.to_less_than_before_does_nothing",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       Succeeds(stage.store(), Batch().Trim(1, 1));
       Same("after 1", Seqs(stage.store(), 1), "1 2 3 4 5");
       Succeeds(stage.store(), Batch().Trim(1, 4));
       Succeeds(stage.store(), Batch().Trim(1, 2));
       Same("after 4 and 2", Seqs(stage.store(), 1), "4 5");
     }},
    {"trim.repeated_changes_nothing",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       for (int i = 0; i < 3; ++i) Succeeds(stage.store(), Batch().Trim(1, 4));
       Same("the seqs", Seqs(stage.store(), 1), "4 5");
     }},
    {"trim.what_it_took_is_not_appended_again",
     [](Stage& stage) {
       Fill(stage.store(), 1, 5);
       Succeeds(stage.store(), Batch().Trim(1, 4));
       Conflicts(stage.store(), Batch().Append(1, 1, "zombie"));
       Conflicts(stage.store(), Batch().Append(1, 3, "zombie"));
     }},
    {"trim.to_just_past_the_end_takes_all",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Trim(1, 4));
       Same("the seqs", Seqs(stage.store(), 1), "");
       Conflicts(stage.store(), Batch().Append(1, 1, "zombie"));
       Succeeds(stage.store(), Batch().Append(1, 4, "next"));
     }},
    {"trim.far_past_the_end_goes_on_where_it_was",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Trim(1, 1000));
       Same("the seqs", Seqs(stage.store(), 1), "");
       Conflicts(stage.store(), Batch().Append(1, 1000, "gap"));
       Succeeds(stage.store(), Batch().Append(1, 4, "next"));
       Same("the seqs", Seqs(stage.store(), 1), "4");
     }},
    {"trim.forgetting_makes_a_stream_new",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Trim(1, DF_STORE_FORGET));
       Same("the seqs", Seqs(stage.store(), 1), "");
       Conflicts(stage.store(), Batch().Append(1, 4, "zombie"));
       Succeeds(stage.store(), Batch().Append(1, 1, "new"));
     }},
    {"trim.a_trimmed_stream_can_be_forgotten",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Trim(1, 100));
       Succeeds(stage.store(), Batch().Trim(1, DF_STORE_FORGET));
       Succeeds(stage.store(), Batch().Append(1, 1, "new"));
       Same("the seqs", Seqs(stage.store(), 1), "1");
     }},
    {"trim.of_what_is_not_there_does_nothing",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Trim(9, 5));
       Succeeds(stage.store(), Batch().Trim(9, DF_STORE_FORGET));
       Succeeds(stage.store(), Batch().Append(9, 1, "a"));
     }},
    {"trim.and_append_in_one_batch",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Trim(1, 4).Append(1, 4, "d").Append(1, 5, "e").Trim(1, 5));
       Same("the seqs", Seqs(stage.store(), 1), "5");
     }},
    {"trim.forgetting_and_append_in_one_batch",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Trim(1, DF_STORE_FORGET).Append(1, 1, "new"));
       Same("the seqs", Seqs(stage.store(), 1), "1");
       Same("the bytes", stage.store().Read(1).entries.at(0).bytes, "new");
     }},
};

}  // namespace

std::span<const Check> TrimChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
