// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "host/api/keys/key_ring.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::api {
namespace {

using http::Scope;
using std::chrono::hours;
using std::chrono::milliseconds;

// Its time is what it is told.
class SetClock final : public Clock {
 public:
  WallTime Now() const override { return now; }
  MonoTime Mono() const override { return MonoTime(now.time_since_epoch()); }
  WallTime now{hours(1'000'000)};
};

class KeyTest : public ::testing::Test {
 protected:
  std::string Make(const std::string& name, const std::vector<std::string>& scopes = {"read"},
                   std::optional<std::chrono::nanoseconds> lifetime = {}) {
    http::Caller caller{.owner = "me", .name = name, .scopes = ScopesOf(scopes).value()};
    caller.workflows = {"report-*"};
    return keys_.Create(name, caller, lifetime).value();
  }
  std::unique_ptr<KeyRing> Open() {
    return KeyRing::Open(store_, clock_, log_, milliseconds(hours(1))).value();
  }

  SetClock clock_;
  NullLog log_;
  testing::MapStore store_;
  Keys keys_{store_, clock_};
};

TEST(KeyTextTest, EachIsAnother) {
  std::set<std::string> texts;
  for (int i = 0; i < 100; ++i) {
    const std::string text = NewKeyText().value();
    EXPECT_EQ(text.size(), 46U);
    EXPECT_EQ(
        text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
        std::string::npos);
    texts.insert(text);
  }
  EXPECT_EQ(texts.size(), 100U);
}

TEST(KeyTextTest, TheHashIsSha256) {
  EXPECT_EQ(HashOfKey("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(KeyTextTest, Scopes) {
  EXPECT_EQ(ScopeWords(ScopesOf({"write", "read"}).value()),
            (std::vector<std::string_view>{"read", "write"}));
  EXPECT_EQ(ScopesOf({"read", "all"}).error().code(), "usage");
}

TEST_F(KeyTest, ACallerIsKnownByItsKey) {
  const std::string text = Make("ci", {"read", "run"});
  const auto ring = Open();
  const auto caller = ring->Check(text);
  ASSERT_TRUE(caller.has_value());
  EXPECT_EQ(caller->owner, "me");
  EXPECT_EQ(caller->name, "ci");
  EXPECT_TRUE(caller->may(Scope::kRun));
  EXPECT_FALSE(caller->may(Scope::kWrite));
  EXPECT_EQ(caller->workflows, std::vector<std::string>{"report-*"});
  for (const std::string& other : {std::string(), text + "x", text.substr(1), HashOfKey(text)}) {
    const auto refused = ring->Check(other);
    ASSERT_TRUE(refused.has_error()) << other;
    EXPECT_EQ(refused.error().code(), "unauthenticated");
  }
}

TEST_F(KeyTest, ARingLearns) {
  const auto ring = Open();
  const std::string text = Make("ci");
  EXPECT_TRUE(ring->Check(text).has_error());
  ASSERT_TRUE(ring->Learn().has_value());
  EXPECT_TRUE(ring->Check(text).has_value());
  ASSERT_TRUE(keys_.Revoke("ci").has_value());
  ASSERT_TRUE(ring->Learn().has_value());
  EXPECT_TRUE(ring->Check(text).has_error());
}

TEST_F(KeyTest, ARingLearnsByItself) {
  const auto ring = KeyRing::Open(store_, clock_, log_, milliseconds(1)).value();
  const std::string text = Make("ci");
  while (ring->size() == 0) std::this_thread::yield();
  EXPECT_TRUE(ring->Check(text).has_value());
}

TEST_F(KeyTest, AKeyRunsOut) {
  const std::string text = Make("ci", {"read"}, hours(2));
  const auto ring = Open();
  clock_.now += hours(1);
  EXPECT_TRUE(ring->Check(text).has_value());
  clock_.now += hours(1);
  EXPECT_TRUE(ring->Check(text).has_error());
  EXPECT_TRUE(keys_.List()->empty());
}

TEST_F(KeyTest, NamesAreGivenOnce) {
  Make("ci");
  EXPECT_EQ(keys_.Create("ci", {}, {}).error().code(), "key_exists");
  EXPECT_EQ(keys_.Revoke("other").error().code(), "key_not_found");
  Make("a");
  ASSERT_EQ(keys_.List()->size(), 2U);
  EXPECT_EQ(keys_.List()->front().name, "a");
}

TEST_F(KeyTest, ADamagedRecordLetsNobodyIn) {
  const std::string text = Make("ci");
  const auto ring = Open();
  checkpoint::Documents documents(store_, checkpoint::kKeySpace);
  ASSERT_TRUE(documents.Overwrite({.key = "bad", .content = Value("no key")}).has_value());
  EXPECT_EQ(ring->Learn().error().code(), "store_damaged");
  EXPECT_TRUE(ring->Check(text).has_value()) << "those that it knows stay";
}

}  // namespace
}  // namespace dashflow::api
