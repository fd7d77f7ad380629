// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/verify_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/forwarding_store.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/upkeep/store_care.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::Damage;
using checkpoint::Position;
using checkpoint::Verified;
using graph::Call;
using graph::Outcome;
using ::testing::HasSubstr;
using testing::HostFixture;
using testing::MapStore;

constexpr const char* kYaml = R"(
dashflow: 1
name: counting
state: {n: {type: integer, default: 0}, log: {reduce: append}}
nodes: {count: {type: test.count}}
edges: [START -> count, {from: count, to: count, when: n < 5}]
)";

// Two threads, each of one stream with a begin and five supersteps.
class VerifyStore : public ::testing::Test {
 protected:
  VerifyStore() {
    host.UseStore(store);
    host.types.Add("test.count", {.inputs = {"n"}, .outputs = {"n", "log"}}, [](Call& call) {
      call.Emit(0, call.facts().inputs[0].as_int() + 1);
      call.Emit(1, call.facts().inputs[0]);
      return Outcome::kDone;
    });
    host.RunOn("a", kYaml, "{}");
    host.RunOn("b", kYaml, "{}");
  }
  std::uint64_t StreamOf(const std::string& thread) {
    return checkpoint::Directory(store).Get(thread)->stream;
  }
  std::uint64_t LastOf(const std::string& thread) {
    std::uint64_t last = 0;
    while (store.Has(StreamOf(thread), last + 1)) ++last;
    return last;
  }
  Verified Verify() {
    return checkpoint::VerifyStore(store, [](const Verified&) {}).value();
  }

  MapStore store;
  HostFixture host;
};

TEST_F(VerifyStore, ReadsEverythingAndFindsNothing) {
  const Verified verified = Verify();
  EXPECT_TRUE(verified.damages.empty());
  EXPECT_FALSE(verified.checks_itself);
  EXPECT_EQ(verified.threads, 2u);
  EXPECT_EQ(verified.runs, 2u);
  EXPECT_EQ(verified.entries, store.entries());
}

TEST_F(VerifyStore, NamesEachDamagedEntryItsThreadAndItsParent) {
  const std::uint64_t stream = StreamOf("b");
  store.entry(stream, 3)[8] ^= 0x10;
  store.entry(stream, 5).resize(4);
  const Verified verified = Verify();
  ASSERT_EQ(verified.damages.size(), 2u);
  EXPECT_EQ(verified.damages[0].thread, "b");
  EXPECT_EQ(verified.damages[0].at, (Position{stream, 3}));
  EXPECT_EQ(verified.damages[0].parent, (Position{stream, 2}));
  EXPECT_EQ(verified.damages[1].at, (Position{stream, 5}));
  EXPECT_EQ(verified.entries, store.entries() - 2);
  EXPECT_EQ(verified.threads, 2u);
}

TEST_F(VerifyStore, ADamagedBeginHasNoParent) {
  store.entry(StreamOf("a"), 1) = "?";
  const Verified verified = Verify();
  ASSERT_EQ(verified.damages.size(), 1u);
  EXPECT_EQ(verified.damages[0].parent.stream, 0u);
}

TEST_F(VerifyStore, MissesAnEntryInTheMiddle) {
  store.Lose(StreamOf("a"), 2);
  const Verified verified = Verify();
  ASSERT_EQ(verified.damages.size(), 1u);
  EXPECT_THAT(verified.damages[0].what, HasSubstr("missing"));
  EXPECT_EQ(verified.damages[0].at, (Position{StreamOf("a"), 2}));
}

TEST_F(VerifyStore, MissesTheEndOfALog) {
  const std::uint64_t last = LastOf("a");
  store.Lose(StreamOf("a"), last);
  const Verified verified = Verify();
  ASSERT_EQ(verified.damages.size(), 1u);
  EXPECT_EQ(verified.damages[0].at, (Position{StreamOf("a"), last}));
  EXPECT_EQ(verified.damages[0].thread, "a");
}

TEST_F(VerifyStore, MissesAWholeLog) {
  for (std::uint64_t seq = LastOf("a"); seq > 0; --seq) store.Lose(StreamOf("a"), seq);
  EXPECT_EQ(Verify().damages.size(), 1u);
}

TEST_F(VerifyStore, NamesADamagedRecordAndGoesOn) {
  const std::string run = store.Keys(checkpoint::kRunSpace).at(0);
  store.record("run", run).resize(3);
  store.record("thread", "a").resize(3);
  const Verified verified = Verify();
  ASSERT_EQ(verified.damages.size(), 2u);
  EXPECT_THAT(verified.damages[0].what, HasSubstr(run));
  EXPECT_THAT(verified.damages[1].what, HasSubstr("a: "));
  EXPECT_EQ(verified.runs, 1u);
  EXPECT_EQ(verified.threads, 1u);
}

// A store that finds something in itself.
class SelfChecking final : public checkpoint::ForwardingStore, public checkpoint::StoreCare {
 public:
  using ForwardingStore::ForwardingStore;

  std::vector<checkpoint::StoreFinding> findings;

  Result<Value> Describe() override { return Value::EmptyObject(); }
  Status Verify(const checkpoint::CareWatch& watch) override {
    watch.progress(1, 2);
    for (const auto& finding : findings) watch.found(finding);
    return Ok();
  }
  Status Backup(const std::string&, const checkpoint::CareWatch&) override { return Ok(); }
  Status Vacuum(const checkpoint::CareWatch&) override { return Ok(); }
  Status VisitBlobs(const std::function<void(std::string_view)>&) override { return Ok(); }
};

TEST_F(VerifyStore, AddsWhatTheStoreFindsInItselfOnce) {
  SelfChecking checking(store);
  const std::uint64_t stream = StreamOf("a");
  checking.findings = {{"the index is broken", 0, 0}, {"a sum", stream, 2}, {"a sum", stream, 3}};
  store.entry(stream, 3).resize(4);
  const Verified verified = checkpoint::VerifyStore(checking, [](const Verified&) {}).value();
  EXPECT_TRUE(verified.checks_itself);
  ASSERT_EQ(verified.damages.size(), 3u);
  EXPECT_EQ(verified.damages[0].at, (Position{stream, 3}));
  EXPECT_EQ(verified.damages[1].what, "the index is broken");
  EXPECT_EQ(verified.damages[2].at, (Position{stream, 2}));
  EXPECT_EQ(verified.damages[2].thread, "a");
}

}  // namespace
}  // namespace dashflow::engine
