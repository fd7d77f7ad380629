// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

using namespace std::string_literals;

constexpr Check kChecks[] = {
    {"record.gives_what_was_put",
     [](Stage& stage) {
       Batch batch;
       Succeeds(stage.store(), batch.Put("run", "a", "bytes"));
       Same("the revision of the record", Holds(stage.store(), "run", "a", "bytes"), batch.rev());
     }},
    {"record.absent_is_not_found", [](Stage& stage) { Lacks(stage.store(), "run", "a"); }},
    {"record.spaces_are_apart",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "1").Put("ru", "na", "2"));
       Lacks(stage.store(), "ru", "a");
       Lacks(stage.store(), "run", "na");
       Same("the keys of a space", Keys(stage.store(), "ru"), "na");
     }},
    {"record.put_replaces",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "long before"));
       Succeeds(stage.store(), Batch().Put("run", "a", "now"));
       Holds(stage.store(), "run", "a", "now");
       Same("the keys", Keys(stage.store(), "run"), "a");
     }},
    {"record.last_put_of_a_batch_counts",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "1", {"t"}).Put("run", "a", "2", {"u"}));
       Holds(stage.store(), "run", "a", "2");
       Same("records of the first put's term", Keys(stage.store(), "run", "t"), "");
       Same("records of the last put's term", Keys(stage.store(), "run", "u"), "a");
     }},
    {"record.any_bytes_are_key_space_and_content",
     [](Stage& stage) {
       const std::string odd = "\0\xff'\"%_\\\n{}"s;
       Succeeds(stage.store(), Batch().Put(odd, odd, odd, {odd}));
       Holds(stage.store(), odd, odd, odd);
       Same("the keys of the term", Keys(stage.store(), odd, odd), odd);
     }},
    {"record.a_zero_byte_ends_nothing",
     [](Stage& stage) {
       const std::string first = "a\0b"s;
       const std::string second = "a\0c"s;
       Succeeds(stage.store(), Batch().Put(first, second, first).Put(second, first, second));
       Lacks(stage.store(), first, first);
       Lacks(stage.store(), "a", "a");
       Holds(stage.store(), first, second, first);
       Holds(stage.store(), second, first, second);
     }},
    {"record.keys_are_bytes_and_not_words",
     [](Stage& stage) {
       const std::string composed = "\xc3\xa9";
       const std::string decomposed = "e\xcc\x81";
       Batch batch;
       for (const auto& key : {"a"s, "A"s, "a "s, composed, decomposed, "e"s}) {
         batch.Put("run", key, key);
       }
       Succeeds(stage.store(), batch);
       for (const auto& key : {"a"s, "A"s, "a "s, composed, decomposed, "e"s}) {
         Holds(stage.store(), "run", key, key);
       }
     }},
    {"record.empty_key_and_content",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "", ""));
       Holds(stage.store(), "run", "", "");
       Same("how many there are", stage.store().Scan("run").entries.size(), 1U);
     }},
    {"record.erase_takes_one",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "1").Put("run", "ab", "2"));
       Succeeds(stage.store(), Batch().Erase("run", "a"));
       Lacks(stage.store(), "run", "a");
       Same("the keys left", Keys(stage.store(), "run"), "ab");
     }},
    {"record.erase_does_not_mind_absence",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "1"));
       Succeeds(stage.store(), Batch().Erase("run", "a"));
       Succeeds(stage.store(), Batch().Erase("run", "a"));
       Succeeds(stage.store(), Batch().Erase("nowhere", "a"));
     }},
    {"record.erase_range_takes_from_and_leaves_end",
     [](Stage& stage) {
       Batch batch;
       for (const char* key : {"a", "b", "b\xff", "c", "d"}) batch.Put("run", key, "x", {"t"});
       Succeeds(stage.store(), batch.Put("other", "b", "x", {"t"}));
       Succeeds(stage.store(), Batch().EraseRange("run", "b", "c"));
       Same("the keys left", Keys(stage.store(), "run"), "a c d");
       Same("the keys left of the term", Keys(stage.store(), "run", "t"), "a c d");
       Same("the keys of another space", Keys(stage.store(), "other"), "b");
     }},
    {"record.erase_range_goes_to_the_end",
     [](Stage& stage) {
       const std::string highest(DF_STORE_MAX_KEY, '\xff');
       Batch batch;
       Succeeds(stage.store(),
                batch.Put("run", "a", "").Put("run", "b", "").Put("run", highest, ""));
       Succeeds(stage.store(), Batch().EraseRange("run", "b", ""));
       Same("the keys left", Keys(stage.store(), "run"), "a");
       Succeeds(stage.store(), Batch().EraseRange("run", "", ""));
       Same("the keys left", Keys(stage.store(), "run"), "");
     }},
    {"record.erase_range_backwards_is_nothing",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("run", "a", "").Put("run", "b", ""));
       Succeeds(stage.store(), Batch().EraseRange("run", "b", "a"));
       Succeeds(stage.store(), Batch().EraseRange("run", "a", "a"));
       Same("the keys left", Keys(stage.store(), "run"), "a b");
     }},
    {"record.erases_a_thousand",
     [](Stage& stage) {
       Batch batch;
       for (int i = 0; i < 1000; ++i) batch.Put("run", std::to_string(i), "x", {"t"});
       Succeeds(stage.store(), batch);
       Same("records of the term", stage.store().Scan("run", "t").entries.size(), 1000U);
       Succeeds(stage.store(), Batch().EraseRange("run", "", ""));
       Same("records left", Keys(stage.store(), "run"), "");
       Same("records left of the term", Keys(stage.store(), "run", "t"), "");
     }},
    {"record.repeating_a_put_or_an_erase_changes_nothing_else",
     [](Stage& stage) {
       for (int i = 0; i < 3; ++i) {
         Succeeds(stage.store(), Batch().Put("run", "a", "1", {"t"}).Erase("run", "b"));
         Holds(stage.store(), "run", "a", "1");
         Same("records of the term", Keys(stage.store(), "run", "t"), "a");
       }
     }},
};

}  // namespace

std::span<const Check> RecordChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
