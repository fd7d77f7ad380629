// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

constexpr Check kChecks[] = {
    {"limit.a_record_has_up_to_one_mebibyte",
     [](Stage& stage) {
       const std::string most = Noise(DF_STORE_MAX_BYTES);
       Succeeds(stage.store(), Batch().Put("s", "k", most));
       Require(stage.store().Get("s", "k").entries.at(0).bytes == most, "a record changed");
     }},
    {"limit.an_entry_has_up_to_one_mebibyte",
     [](Stage& stage) {
       const std::string most = Noise(DF_STORE_MAX_BYTES);
       Succeeds(stage.store(), Batch().Append(1, 1, most));
       Require(stage.store().Read(1).entries.at(0).bytes == most, "an entry changed");
     }},
    {"limit.a_blob_has_up_to_one_mebibyte",
     [](Stage& stage) {
       const std::string most = Noise(DF_STORE_MAX_BYTES);
       Succeeds(stage.store(), Batch().PutBlob("h", most));
       Require(Blob(stage.store(), "h") == most, "a blob changed");
     }},
    {"limit.key_and_space_have_up_to_256_bytes",
     [](Stage& stage) {
       const std::string longest = Noise(DF_STORE_MAX_KEY);
       Succeeds(stage.store(), Batch().Put(longest, longest, "v"));
       Holds(stage.store(), longest, longest, "v");
       Same("the keys", Keys(stage.store(), longest), longest);
     }},
    {"limit.keys_that_differ_in_the_last_of_256_bytes_differ",
     [](Stage& stage) {
       const std::string one = std::string(DF_STORE_MAX_KEY - 1, 'x') + '1';
       const std::string two = std::string(DF_STORE_MAX_KEY - 1, 'x') + '2';
       Succeeds(stage.store(), Batch().Put("s", one, "1", {one}).Put("s", two, "2", {two}));
       Holds(stage.store(), "s", one, "1");
       Same("the records of a term", Keys(stage.store(), "s", two), two);
     }},
    {"limit.four_terms_of_256_bytes",
     [](Stage& stage) {
       const std::string longest(DF_STORE_MAX_KEY, '\xff');
       Succeeds(stage.store(), Batch().Put("s", longest, "v", {longest, "2", "3", "4"}));
       Same("the keys", Keys(stage.store(), "s", longest), longest);
       Same("the keys", Keys(stage.store(), "s", "4"), longest);
     }},
    {"limit.a_hash_has_up_to_64_bytes",
     [](Stage& stage) {
       const std::string hash = Noise(DF_STORE_MAX_HASH);
       Succeeds(stage.store(), Batch().PutBlob(hash, "b"));
       Same("the bytes", Blob(stage.store(), hash), "b");
     }},
    {"limit.many_spaces",
     [](Stage& stage) {
       Batch batch;
       for (int i = 0; i < 500; ++i) batch.Put("space " + std::to_string(i), "k", "v");
       Succeeds(stage.store(), batch);
       Same("the keys of one", Keys(stage.store(), "space 444"), "k");
     }},
    {"limit.many_streams",
     [](Stage& stage) {
       Batch batch;
       for (std::uint32_t i = 0; i < 2000; ++i) batch.Append(i * 7919ULL, 1, std::to_string(i));
       Succeeds(stage.store(), batch);
       Same("the entry of one", stage.store().Read(1234 * 7919ULL).entries.at(0).bytes, "1234");
     }},
};

}  // namespace

std::span<const Check> LimitChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
