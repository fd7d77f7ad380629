// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

// `add` adds an operation that breaks the contract to a batch that puts a record first: all of it
// is refused, and nothing is left of it.
template <class Add>
void RefusesAsAWhole(Stage& stage, Add add) {
  Batch batch;
  add(batch.Put("s", "first", "x"));
  Refuses(stage.store(), batch, 1);
  Lacks(stage.store(), "s", "first");
}

std::string TooLong() { return std::string(DF_STORE_MAX_KEY + 1, 'x'); }
std::string TooMuch() { return Noise(DF_STORE_MAX_BYTES + 1); }

constexpr Check kChecks[] = {
    {"refusal.a_record_over_one_mebibyte",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Put("s", "k", TooMuch()); }); }},
    {"refusal.an_entry_over_one_mebibyte",
     [](Stage& stage) {
       RefusesAsAWhole(stage, [](Batch& b) { b.Append(1, 1, TooMuch()); });
       Same("the log", Seqs(stage.store(), 1), "");
     }},
    {"refusal.a_blob_over_one_mebibyte",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.PutBlob("h", TooMuch()); }); }},
    {"refusal.a_space_that_is_too_long",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Put(TooLong(), "k", "v"); }); }},
    {"refusal.a_key_that_is_too_long",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Put("s", TooLong(), "v"); }); }},
    {"refusal.a_term_that_is_too_long",
     [](Stage& stage) {
       RefusesAsAWhole(stage, [](Batch& b) { b.Put("s", "k", "v", {TooLong()}); });
     }},
    {"refusal.five_terms",
     [](Stage& stage) {
       RefusesAsAWhole(stage, [](Batch& b) { b.Put("s", "k", "v", {"1", "2", "3", "4", "5"}); });
     }},
    {"refusal.an_expectation_of_a_key_that_is_too_long",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Expect("s", TooLong(), 0); }); }},
    {"refusal.an_erase_of_a_key_that_is_too_long",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Erase("s", TooLong()); }); }},
    {"refusal.a_range_whose_end_is_too_long",
     [](Stage& stage) {
       RefusesAsAWhole(stage, [](Batch& b) { b.EraseRange("s", "", TooLong()); });
     }},
    {"refusal.a_hash_that_is_too_long",
     [](Stage& stage) {
       const std::string hash(DF_STORE_MAX_HASH + 1, 'h');
       RefusesAsAWhole(stage, [&](Batch& b) { b.PutBlob(hash, "v"); });
       RefusesAsAWhole(stage, [&](Batch& b) { b.EraseBlob(hash, 1); });
     }},
    {"refusal.an_empty_space",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Put("", "k", "v"); }); }},
    {"refusal.an_empty_term",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Put("s", "k", "v", {""}); }); }},
    {"refusal.an_empty_hash",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.PutBlob("", "v"); }); }},
    {"refusal.an_expiry_before_1970",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Put("s", "k", "v", {}, -1); }); }},
    {"refusal.seq_zero",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Append(1, 0, "v"); }); }},
    {"refusal.a_seq_of_2_to_the_63",
     [](Stage& stage) {
       RefusesAsAWhole(stage, [](Batch& b) { b.Append(1, std::uint64_t{1} << 63, "v"); });
     }},
    {"refusal.trimming_to_zero",
     [](Stage& stage) { RefusesAsAWhole(stage, [](Batch& b) { b.Trim(1, 0); }); }},
    {"refusal.an_operation_that_nobody_knows",
     [](Stage& stage) {
       RefusesAsAWhole(stage, [](Batch& b) {
         df_store_op op{};
         op.kind = 4711;
         b.Raw(op);
       });
     }},
    {"refusal.a_text_without_bytes",
     [](Stage& stage) {
       RefusesAsAWhole(stage, [](Batch& b) {
         df_store_op op{};
         op.kind = DF_OP_APPEND;
         op.seq = 1;
         op.bytes = {nullptr, 10};
         b.Raw(op);
       });
     }},
    {"refusal.comes_before_a_conflict",
     [](Stage& stage) {
       Batch batch;
       Refuses(stage.store(), batch.Expect("s", "k", 1).Put("", "k", "v"), 1);
     }},
    {"refusal.of_an_address_of_another_scheme",
     [](Stage& stage) {
       try {
         const Client other(stage.table(), R"({"url":"no-such-scheme:somewhere"})");
       } catch (const OpenError& error) {
         Require(!error.code.empty(), "the refusal of an address has no code");
         Require(!error.message.empty(), "the refusal of an address has no message");
         Require(!error.fix.empty(), "the refusal of an address does not say what helps");
         return;
       }
       throw Differs("an address of another scheme opens a store");
     }},
};

}  // namespace

std::span<const Check> RefusalChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
