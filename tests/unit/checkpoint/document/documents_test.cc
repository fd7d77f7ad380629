// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/document/documents.h"

#include <gtest/gtest.h>

#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/upkeep/migrate_store.h"
#include "host/checkpoint/upkeep/verify_store.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

class DocumentTest : public ::testing::Test {
 protected:
  std::vector<std::string> Keys(const Documents::Range& range) {
    std::vector<std::string> keys;
    EXPECT_FALSE(documents
                     .Visit(range,
                            [&keys](const Document& document) {
                              keys.push_back(document.key);
                              return true;
                            })
                     .has_error());
    return keys;
  }

  testing::MapStore store;
  Documents documents{store, kItemSpace};
};

TEST_F(DocumentTest, IsReadAsItWasPut) {
  const Value content = Value::EmptyObject().Set("n", 1);
  ASSERT_TRUE(documents.Put({.key = "a", .content = content, .terms = {"x=1"}}).has_value());
  const auto read = documents.Get("a").value();
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->content, content);
  EXPECT_EQ(read->terms, (std::vector<std::string>{"x=1"}));
  EXPECT_NE(read->rev, 0U);
  EXPECT_FALSE(documents.Get("b").value().has_value());
}

TEST_F(DocumentTest, IsPutOnlyAsItWasRead) {
  ASSERT_TRUE(documents.Put({.key = "a", .content = 1}).has_value());
  EXPECT_EQ(documents.Put({.key = "a", .content = 2}).error().code(), "store_conflict");
  Document read = *documents.Get("a").value();
  read.content = 3;
  EXPECT_TRUE(documents.Put(read).has_value());
  EXPECT_EQ(documents.Put(read).error().code(), "store_conflict");
}

TEST_F(DocumentTest, IsChangedAgainWhenSomebodyElseWasFaster) {
  ASSERT_FALSE(documents.Overwrite({.key = "a", .content = 1}).has_error());
  int calls = 0;
  const auto changed = documents.Change("a", [&](Document& document) -> Result<bool> {
    if (++calls == 1) {
      EXPECT_FALSE(documents.Overwrite({.key = "a", .content = 10}).has_error());
    }
    document.content = document.content.as_int() + 1;
    return true;
  });
  ASSERT_TRUE(changed.has_value());
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(documents.Get("a").value()->content, Value(11));
}

TEST_F(DocumentTest, IsFoundByRangeAndTerm) {
  for (const char* const key : {"a", "b", "c"})
    ASSERT_TRUE(documents.Put({.key = key, .terms = {key == std::string("b") ? "t=2" : "t=1"}})
                    .has_value());
  EXPECT_EQ(Keys({.from = "b"}), (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(Keys({.term = "t=1", .reverse = true}), (std::vector<std::string>{"c", "a"}));
}

TEST_F(DocumentTest, IsGoneWhenItsTimeHasCome) {
  store.now = 10;
  ASSERT_TRUE(
      documents.Put({.key = "a", .expires = WallTime(std::chrono::nanoseconds(20))}).has_value());
  EXPECT_TRUE(documents.Get("a").value().has_value());
  store.now = 30;
  EXPECT_FALSE(documents.Get("a").value().has_value());
}

TEST_F(DocumentTest, IsRefusedWhenItIsLargerThanARecord) {
  const Document document{.key = "a", .content = std::string(kMaxStoreBytes, 'x')};
  EXPECT_EQ(documents.Put(document).error().code(), "document_too_large");
  EXPECT_EQ(documents.Overwrite(document).error().code(), "document_too_large");
}

TEST_F(DocumentTest, IsCopiedWithItsTermsAndItsEnd) {
  ASSERT_TRUE(documents
                  .Put({.key = "a",
                        .content = 7,
                        .terms = {"t=1"},
                        .expires = WallTime(std::chrono::nanoseconds(20))})
                  .has_value());
  testing::MapStore copy;
  ASSERT_TRUE(MigrateStore(store, copy, [](const Migrated&) {}).has_value());
  Documents copied(copy, kItemSpace);
  EXPECT_EQ(copied.Get("a").value()->content, Value(7));
  int found = 0;
  ASSERT_FALSE(
      copied.Visit({.term = "t=1"}, [&found](const Document&) { return ++found; }).has_error());
  EXPECT_EQ(found, 1);
  copy.now = 30;
  EXPECT_FALSE(copied.Get("a").value().has_value());
}

TEST_F(DocumentTest, IsNotedWhenItIsDamaged) {
  ASSERT_TRUE(documents.Put({.key = "a", .content = 7}).has_value());
  store.record(std::string(kItemSpace), "a").resize(5);
  EXPECT_EQ(documents.Get("a").error().code(), "store_damaged");
  const auto verified = VerifyStore(store, [](const Verified&) {});
  ASSERT_TRUE(verified.has_value());
  EXPECT_EQ(verified->damages.size(), 1U);
}

}  // namespace
}  // namespace dashflow::checkpoint
