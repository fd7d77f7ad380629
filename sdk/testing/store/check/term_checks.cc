// SPDX-License-Identifier: Apache-2.0
#include "store/check/check.hpp"
#include "store/check/scanning.hpp"

namespace dashflow::sdk::testing::store {
namespace {

using namespace std::string_literals;

constexpr Check kChecks[] = {
    {"term.finds_in_key_order",
     [](Stage& stage) {
       PutLetters(stage);
       Same("two", KeysOfScan(stage, {.term = "vowel"}), "a ab");
       Same("all", KeysOfScan(stage, {.term = "letter"}), "a ab b c d");
     }},
    {"term.takes_ranges",
     [](Stage& stage) {
       PutLetters(stage);
       Same("ab..d", KeysOfScan(stage, {.term = "letter", .from = "ab", .to = "d"}), "ab b c");
       Same("..b", KeysOfScan(stage, {.term = "letter", .to = "b"}), "a ab");
       Same("d..a", KeysOfScan(stage, {.term = "letter", .from = "d", .to = "a"}), "");
     }},
    {"term.goes_back_and_stops_at_the_limit",
     [](Stage& stage) {
       PutLetters(stage);
       const Query back{.term = "letter", .reverse = true};
       Same("all", KeysOfScan(stage, back), "d c b ab a");
       Same("two", KeysOfScan(stage, {.term = "letter", .reverse = true, .limit = 2}), "d c");
       Same("two forward", KeysOfScan(stage, {.term = "letter", .limit = 2}), "a ab");
     }},
    {"term.is_matched_as_a_whole",
     [](Stage& stage) {
       PutLetters(stage);
       Same("a beginning of it", KeysOfScan(stage, {.term = "vowe"}), "");
       Same("more than it", KeysOfScan(stage, {.term = "vowels"}), "");
       Same("another case", KeysOfScan(stage, {.term = "Vowel"}), "");
     }},
    {"term.and_key_do_not_run_together",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("s", "bc", "", {"a"}).Put("s", "c", "", {"ab"}));
       Same("of a", KeysOfScan(stage, {.term = "a"}), "bc");
       Same("of ab", KeysOfScan(stage, {.term = "ab"}), "c");
     }},
    {"term.may_have_any_bytes",
     [](Stage& stage) {
       const std::string odd = "\0\xff\0"s;
       Succeeds(stage.store(), Batch().Put("s", "a", "", {odd}).Put("s", "b", "", {"\0\xff"s}));
       Same("of three bytes", KeysOfScan(stage, {.term = odd}), "a");
     }},
    {"term.of_another_space_does_not_count",
     [](Stage& stage) {
       PutLetters(stage);
       Same("of the other space", Keys(stage.store(), "t", "letter"), "b");
       Same("of none", Keys(stage.store(), "t", "vowel"), "");
     }},
    {"term.goes_with_a_put_without_it",
     [](Stage& stage) {
       PutLetters(stage);
       Succeeds(stage.store(), Batch().Put("s", "a", "new", {"letter", "capital"}));
       Same("of the term that it lost", KeysOfScan(stage, {.term = "vowel"}), "ab");
       Same("of the term that it kept", KeysOfScan(stage, {.term = "letter"}), "a ab b c d");
       Same("of its new term", KeysOfScan(stage, {.term = "capital"}), "a");
     }},
    {"term.goes_with_an_erase",
     [](Stage& stage) {
       PutLetters(stage);
       Succeeds(stage.store(), Batch().Erase("s", "a"));
       Same("of its first term", KeysOfScan(stage, {.term = "vowel"}), "ab");
       Same("of its second term", KeysOfScan(stage, {.term = "letter"}), "ab b c d");
     }},
    {"term.goes_with_an_erase_of_a_range",
     [](Stage& stage) {
       PutLetters(stage);
       Succeeds(stage.store(), Batch().EraseRange("s", "ab", "d"));
       Same("what is left", KeysOfScan(stage, {.term = "letter"}), "a d");
     }},
    {"term.does_not_come_back_with_the_record",
     [](Stage& stage) {
       PutLetters(stage);
       Succeeds(stage.store(), Batch().Erase("s", "a"));
       Succeeds(stage.store(), Batch().Put("s", "a", "again"));
       Same("of its former term", KeysOfScan(stage, {.term = "vowel"}), "ab");
     }},
    {"term.given_twice_counts_once",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("s", "a", "", {"x", "x"}));
       Same("the keys", KeysOfScan(stage, {.term = "x"}), "a");
       Succeeds(stage.store(), Batch().Put("s", "a", ""));
       Same("the keys after a put without", KeysOfScan(stage, {.term = "x"}), "");
     }},
    {"term.four_of_them_all_count",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("s", "a", "v", {"1", "2", "3", "4"}));
       for (const char* term : {"1", "2", "3", "4"}) {
         Same(term, KeysOfScan(stage, {.term = term}), "a");
       }
     }},
    {"term.gives_bytes_and_revisions",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().Put("s", "a", "old", {"x"}));
       Batch batch;
       Succeeds(stage.store(), batch.Put("s", "a", "new", {"x"}));
       const Answer answer = Scan(stage, {.term = "x"});
       Same("how many records", answer.entries.size(), 1U);
       Same("its bytes", answer.entries[0].bytes, "new");
       Same("its revision", answer.entries[0].rev, batch.rev());
     }},
    {"term.of_thousands_has_no_gap",
     [](Stage& stage) {
       Batch batch;
       std::string forward;
       std::string back;
       for (int i = 1000; i < 2500; ++i) {
         const std::string key = std::to_string(i);
         batch.Put("s", key, "x", {"t", i % 2 == 0 ? "even" : "odd"});
         forward.append(forward.empty() ? "" : " ").append(key);
         back.insert(0, back.empty() ? key : key + " ");
       }
       Succeeds(stage.store(), batch);
       Same("all", KeysOfScan(stage, {.term = "t"}), forward);
       Same("all in reverse", KeysOfScan(stage, {.term = "t", .reverse = true}), back);
       Same("every other", Scan(stage, {.term = "odd"}).entries.size(), 750U);
     }},
};

}  // namespace

std::span<const Check> TermChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
