// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "store/check/check.hpp"
#include "store/check/scanning.hpp"

namespace dashflow::sdk::testing::store {

void PutLetters(Stage& stage) {
  for (const std::string_view key : {"b", "a", "ab", "d", "c"}) {
    Batch batch;
    if (key.starts_with('a')) {
      batch.Put("s", key, key, {"vowel", "letter"});
    } else {
      batch.Put("s", key, key, {"letter"});
    }
    Succeeds(stage.store(), batch);
  }
  Succeeds(stage.store(), Batch().Put("t", "b", "", {"letter"}));
}

namespace {

using namespace std::string_literals;

// Puts the numbers from 1000 until `end`; gives them as a scan must.
std::vector<std::string> PutNumbers(Stage& stage, int end) {
  std::vector<std::string> keys;
  Batch batch;
  for (int i = 1000; i < end; ++i) batch.Put("s", keys.emplace_back(std::to_string(i)), "x");
  Succeeds(stage.store(), batch);
  return keys;
}

void SameKeys(const Answer& answer, const std::vector<std::string>& expected) {
  SameStatus("the scan", answer.status, DF_STORE_OK);
  Same("how many records", answer.entries.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    Same("record " + std::to_string(i), answer.entries[i].key, expected[i]);
  }
}

// Looks at each record and writes to another space while the scan goes on.
struct Looker {
  Client* store;
  int found = 0;

  static std::uint32_t Take(void* context, const df_store_entry* entry) {
    auto& self = *static_cast<Looker*>(context);
    const std::string key(entry->key.data, entry->key.size);
    if (self.store->Get("s", key).status == DF_STORE_OK) ++self.found;
    self.store->Commit(Batch().Put("seen", key, ""));
    return 1;
  }
};

constexpr Check kChecks[] = {
    {"scan.goes_in_key_order",
     [](Stage& stage) {
       PutLetters(stage);
       Same("the keys", KeysOfScan(stage, {}), "a ab b c d");
     }},
    {"scan.order_is_that_of_bytes",
     [](Stage& stage) {
       Batch batch;
       for (const auto& key : {"\xff"s, "a\0"s, "Z"s, "\x7f"s, "a"s, "\x80"s, "a\1"s, "B"s}) {
         batch.Put("s", key, "");
       }
       Succeeds(stage.store(), batch);
       Same("the keys", KeysOfScan(stage, {}), "B Z a a\0 a\1 \x7f \x80 \xff"s);
     }},
    {"scan.takes_from_and_leaves_to",
     [](Stage& stage) {
       PutLetters(stage);
       Same("ab..c", KeysOfScan(stage, {.from = "ab", .to = "c"}), "ab b");
       Same("aa..", KeysOfScan(stage, {.from = "aa"}), "ab b c d");
       Same("..b", KeysOfScan(stage, {.to = "b"}), "a ab");
       Same("c..c", KeysOfScan(stage, {.from = "c", .to = "c"}), "");
     }},
    {"scan.of_a_range_backwards_is_empty",
     [](Stage& stage) {
       PutLetters(stage);
       Same("d..a", KeysOfScan(stage, {.from = "d", .to = "a"}), "");
       Same("d..a in reverse", KeysOfScan(stage, {.from = "d", .to = "a", .reverse = true}), "");
     }},
    {"scan.goes_back",
     [](Stage& stage) {
       PutLetters(stage);
       Same("all", KeysOfScan(stage, {.reverse = true}), "d c b ab a");
       Same("ab..d", KeysOfScan(stage, {.from = "ab", .to = "d", .reverse = true}), "c b ab");
     }},
    {"scan.stops_at_the_limit",
     [](Stage& stage) {
       PutLetters(stage);
       Same("two", KeysOfScan(stage, {.limit = 2}), "a ab");
       Same("two from b", KeysOfScan(stage, {.from = "b", .limit = 2}), "b c");
       Same("nine", KeysOfScan(stage, {.limit = 9}), "a ab b c d");
     }},
    {"scan.a_limit_going_back_takes_the_last",
     [](Stage& stage) {
       PutLetters(stage);
       Same("two", KeysOfScan(stage, {.reverse = true, .limit = 2}), "d c");
       Same("one before c", KeysOfScan(stage, {.to = "c", .reverse = true, .limit = 1}), "b");
     }},
    {"scan.of_nothing_is_empty",
     [](Stage& stage) {
       const Answer answer = stage.store().Scan("nowhere");
       SameStatus("the scan", answer.status, DF_STORE_OK);
       Same("how many records", answer.entries.size(), 0U);
     }},
    {"scan.gives_bytes_and_revisions",
     [](Stage& stage) {
       Batch batch;
       Succeeds(stage.store(), batch.Put("s", "a", "first").Put("s", "b", ""));
       const Answer answer = Scan(stage, {});
       Same("how many records", answer.entries.size(), 2U);
       Same("the first's bytes", answer.entries[0].bytes, "first");
       Same("the second's bytes", answer.entries[1].bytes, "");
       for (const Entry& entry : answer.entries) Same("a revision", entry.rev, batch.rev());
     }},
    {"scan.the_empty_and_the_highest_key_are_in_it",
     [](Stage& stage) {
       const std::string highest(DF_STORE_MAX_KEY, '\xff');
       Succeeds(stage.store(), Batch().Put("s", highest, "h").Put("s", "", "e"));
       SameKeys(Scan(stage, {}), {"", highest});
       SameKeys(Scan(stage, {.reverse = true}), {highest, ""});
       SameKeys(Scan(stage, {.to = highest}), {""});
     }},
    {"scan.of_thousands_has_no_gap",
     [](Stage& stage) {
       const auto keys = PutNumbers(stage, 3500);
       SameKeys(Scan(stage, {}), keys);
     }},
    {"scan.of_thousands_going_back_has_no_gap",
     [](Stage& stage) {
       auto keys = PutNumbers(stage, 3500);
       std::reverse(keys.begin(), keys.end());
       SameKeys(Scan(stage, {.reverse = true}), keys);
     }},
    {"scan.a_limit_of_thousands_is_kept",
     [](Stage& stage) {
       auto keys = PutNumbers(stage, 3500);
       keys.resize(1023);
       SameKeys(Scan(stage, {.limit = 1023}), keys);
     }},
    {"scan.of_large_records_is_whole",
     [](Stage& stage) {
       for (const char* key : {"a", "b", "c", "d", "e", "f", "g"}) {
         Succeeds(stage.store(), Batch().Put("s", key, Noise(400'000)));
       }
       Same("all", KeysOfScan(stage, {}), "a b c d e f g");
       Same("five", KeysOfScan(stage, {.reverse = true, .limit = 5}), "g f e d c");
       Require(Scan(stage, {}).entries.back().bytes == Noise(400'000), "a large record changed");
     }},
    {"scan.page_by_page_has_no_gap",
     [](Stage& stage) {
       const auto keys = PutNumbers(stage, 1050);
       std::vector<std::string> found;
       std::string from;
       for (std::size_t size = 7; size == 7;) {
         const Answer page = Scan(stage, {.from = from, .limit = 7});
         size = page.entries.size();
         for (const Entry& entry : page.entries) found.push_back(entry.key);
         if (size != 0) from = found.back() + '\0';
       }
       Require(found == keys, "pages of seven do not give what one scan does");
     }},
    {"scan.ends_when_the_sink_has_enough",
     [](Stage& stage) {
       PutNumbers(stage, 1600);
       int seen = 0;
       const auto three = [](void* context, const df_store_entry*) -> std::uint32_t {
         return ++*static_cast<int*>(context) < 3 ? 1 : 0;
       };
       const df_store_scan scan{sizeof(scan), 0, Text("s"), {}, {}, {}, 0};
       SameStatus("the scan", stage.table().scan(stage.store().raw(), &scan, three, &seen),
                  DF_STORE_OK);
       Same("entries after the sink wanted three", seen, 3);
     }},
    {"scan.the_sink_may_use_the_store",
     [](Stage& stage) {
       PutLetters(stage);
       Looker looker{&stage.store()};
       const df_store_scan scan{sizeof(scan), 0, Text("s"), {}, {}, {}, 0};
       SameStatus("the scan",
                  stage.table().scan(stage.store().raw(), &scan, &Looker::Take, &looker),
                  DF_STORE_OK);
       Same("records that the sink could get", looker.found, 5);
       Same("records that the sink wrote", Keys(stage.store(), "seen"), "a ab b c d");
     }},
};

}  // namespace

std::span<const Check> ScanChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
