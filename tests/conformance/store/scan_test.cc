// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/store_test.h"

namespace dashflow::conformance {
namespace {

class ScanTest : public StoreTest {
 protected:
  void Fill() {
    for (const char* key : {"b", "a", "ab", "d", "c"}) {
      const bool vowel = key[0] == 'a';
      Batch batch;
      if (vowel) batch.Put("s", key, key, {"vowel", "letter"});
      if (!vowel) batch.Put("s", key, key, {"letter"});
      ASSERT_EQ(store().Commit(batch), DF_STORE_OK);
    }
    ASSERT_EQ(store().Commit(Batch().Put("t", "b", "", {"letter"})), DF_STORE_OK);
  }

  std::string Keys(std::string_view term, std::string_view from, std::string_view to,
                   bool reverse = false, std::uint64_t limit = 0) {
    return store()
        .Scan({sizeof(df_store_scan), reverse ? 1U : 0U, Text("s"), Text(term), Text(from),
               Text(to), limit})
        .Keys();
  }
};
DF_STORE_SUITE(ScanTest, StoresUnderTest());

TEST_P(ScanTest, GoesInByteOrder) {
  Fill();
  EXPECT_EQ(Keys("", "", ""), "a ab b c d");
  store().Commit(Batch().Put("s", "\xc3\xa9", "").Put("s", "Z", ""));
  EXPECT_EQ(Keys("", "", ""), "Z a ab b c d \xc3\xa9");
}

TEST_P(ScanTest, TakesFromAndLeavesTo) {
  Fill();
  EXPECT_EQ(Keys("", "ab", "c"), "ab b");
  EXPECT_EQ(Keys("", "aa", ""), "ab b c d");
  EXPECT_EQ(Keys("", "", "b"), "a ab");
  EXPECT_EQ(Keys("", "c", "c"), "");
  EXPECT_EQ(Keys("", "d", "a"), "");
}

TEST_P(ScanTest, GoesBackAndStopsAtTheLimit) {
  Fill();
  EXPECT_EQ(Keys("", "", "", true), "d c b ab a");
  EXPECT_EQ(Keys("", "ab", "d", true), "c b ab");
  EXPECT_EQ(Keys("", "", "", true, 2), "d c");
  EXPECT_EQ(Keys("", "", "", false, 2), "a ab");
}

TEST_P(ScanTest, FindsByTermInKeyOrder) {
  Fill();
  EXPECT_EQ(Keys("vowel", "", ""), "a ab");
  EXPECT_EQ(Keys("letter", "", ""), "a ab b c d");
  EXPECT_EQ(Keys("letter", "ab", "d"), "ab b c");
  EXPECT_EQ(Keys("letter", "", "", true, 2), "d c");
  EXPECT_EQ(Keys("vowe", "", ""), "");
}

TEST_P(ScanTest, ARecordLosesTheTermsThatItIsPutWithout) {
  Fill();
  ASSERT_EQ(store().Commit(Batch().Put("s", "a", "new", {"letter", "capital"})), DF_STORE_OK);
  EXPECT_EQ(Keys("vowel", "", ""), "ab");
  EXPECT_EQ(Keys("capital", "", ""), "a");
  ASSERT_EQ(store().Commit(Batch().Erase("s", "a")), DF_STORE_OK);
  EXPECT_EQ(Keys("capital", "", ""), "");
  EXPECT_EQ(Keys("letter", "", ""), "ab b c d");
}

TEST_P(ScanTest, ATermGivenTwiceCountsOnce) {
  ASSERT_EQ(store().Commit(Batch().Put("s", "a", "", {"x", "x"})), DF_STORE_OK);
  EXPECT_EQ(Keys("x", "", ""), "a");
  ASSERT_EQ(store().Commit(Batch().Put("s", "a", "")), DF_STORE_OK);
  EXPECT_EQ(Keys("x", "", ""), "");
}

TEST_P(ScanTest, ASpaceThatIsNotThereIsEmpty) {
  const Answer answer = store().Scan("nowhere");
  EXPECT_EQ(answer.status, DF_STORE_OK);
  EXPECT_TRUE(answer.entries.empty());
  EXPECT_TRUE(store().Scan("nowhere", "term").entries.empty());
}

TEST_P(ScanTest, ManyPagesHaveNeitherGapNorRepetition) {
  Batch batch;
  std::string expected, backwards;
  for (int i = 1000; i < 2500; ++i) {
    const std::string key = std::to_string(i);
    batch.Put("s", key, "x", {"t"});
    expected += (expected.empty() ? "" : " ") + key;
    backwards = key + (backwards.empty() ? "" : " ") + backwards;
  }
  ASSERT_EQ(store().Commit(batch), DF_STORE_OK);
  EXPECT_EQ(Keys("", "", ""), expected);
  EXPECT_EQ(Keys("t", "", ""), expected);
  EXPECT_EQ(Keys("", "", "", true), backwards);
  EXPECT_EQ(Keys("t", "", "", true), backwards);
}

TEST_P(ScanTest, APageOfLargeEntriesIsWhole) {
  const std::string large(400'000, 'x');
  for (const char* key : {"a", "b", "c", "d", "e", "f", "g"}) {
    ASSERT_EQ(store().Commit(Batch().Put("s", key, large)), DF_STORE_OK);
  }
  EXPECT_EQ(Keys("", "", ""), "a b c d e f g");
  EXPECT_EQ(Keys("", "", "", true, 5), "g f e d c");
}

TEST_P(ScanTest, TheSinkMayUseTheStore) {
  Fill();
  struct Context {
    Client* store;
    int found = 0;
  } context{&store()};
  const auto look_and_write = [](void* raw, const df_store_entry* entry) -> std::uint32_t {
    auto& self = *static_cast<Context*>(raw);
    const std::string key(entry->key.data, entry->key.size);
    self.found += self.store->Get("s", key).status == DF_STORE_OK ? 1 : 0;
    self.store->Commit(Batch().Put("seen", key, ""));
    return 1;
  };
  const df_store_scan scan{sizeof(scan), 0, Text("s"), {}, {}, {}, 0};
  EXPECT_EQ(store().table().scan(store().raw(), &scan, look_and_write, &context), DF_STORE_OK);
  EXPECT_EQ(context.found, 5);
  EXPECT_EQ(store().Scan("seen").Keys(), "a ab b c d");
}

}  // namespace
}  // namespace dashflow::conformance
