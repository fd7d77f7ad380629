// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/run/thread_head.h"
#include "host/checkpoint/upkeep/migrate_store.h"
#include "host/checkpoint/upkeep/verify_store.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/sound_store.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::engine {
namespace {

using checkpoint::Entry;
using checkpoint::Position;
using testing::HostFixture;
using testing::MapStore;

const std::string kLoop = R"(
dashflow: 1
name: loop
state: {n: {type: integer}, log: {reduce: append}}
nodes: {inc: {type: test.inc}}
edges:
  - START -> inc
  - {from: inc, to: inc, when: n % 5 != 0}
)";

// Two finished threads of one shape: an entry of one is a good entry for the other.
class Chain : public ::testing::Test {
 protected:
  Chain() {
    host.UseStore(store);
    host.types.Add("test.inc", {.inputs = {"n"}, .outputs = {"n", "log"}}, [](graph::Call& call) {
      call.Emit(0, call.facts().inputs[0].as_int() + 1);
      call.Emit(1, call.facts().inputs[0]);
      return graph::Outcome::kDone;
    });
    host.RunOn("a", kLoop, R"({"n":0})");
    host.RunOn("b", kLoop, R"({"n":0})");
    testing::ExpectSound(store);
  }
  checkpoint::ThreadRecord Record(const std::string& thread) {
    return checkpoint::Directory(store).Get(thread).value();
  }
  std::uint64_t StreamOf(const std::string& thread) { return Record(thread).stream; }
  Entry EntryAt(std::uint64_t stream, std::uint64_t seq) {
    return checkpoint::DecodeStored(store.entry(stream, seq), store).value();
  }
  void Replace(std::uint64_t seq) {
    store.entry(StreamOf("a"), seq) = std::string(store.entry(StreamOf("b"), seq));
  }
  // Where the first damage is; 0-0 = there is none.
  Position FirstDamage() {
    const auto verified =
        checkpoint::VerifyStore(store, [](const checkpoint::Verified&) {}).value();
    return verified.damages.empty() ? Position() : verified.damages.front().at;
  }
  template <class T>
  void IsDamaged(const Result<T>& result, std::uint64_t seq) {
    ASSERT_TRUE(result.has_error());
    EXPECT_EQ(result.error().code(), "store_damaged");
    EXPECT_EQ(result.error().resource(), "checkpoint " + ToText(Position{StreamOf("a"), seq}));
  }
  Status ReadHistory(const std::string& thread) {
    return checkpoint::History(store, Record(thread)).Visit([](const checkpoint::Snapshot&) {
      return true;
    });
  }

  MapStore store;
  HostFixture host;
};

TEST_F(Chain, EachEntryStandsBehindTheOneBefore) {
  const std::uint64_t stream = StreamOf("a");
  EXPECT_EQ(EntryAt(stream, 1).before, 0u);
  for (std::uint64_t seq = 2; store.Has(stream, seq); ++seq)
    EXPECT_EQ(EntryAt(stream, seq).before, EntryAt(stream, seq - 1).checksum) << seq;
}

TEST_F(Chain, AnotherInputStandsBehindWhereTheThreadWas) {
  const std::uint64_t before = StreamOf("a");
  host.RunOn("a", kLoop, R"({"n":1})");
  const Entry first = EntryAt(StreamOf("a"), 1);
  ASSERT_EQ(first.parent.stream, before);
  EXPECT_EQ(first.before, EntryAt(before, first.parent.seq).checksum);
  testing::ExpectSound(store);
}

TEST_F(Chain, AGoodEntryInTheWrongPlaceIsFoundByEverybodyWhoReadsOn) {
  Replace(3);
  IsDamaged(checkpoint::LoadThread(store, Record("a")), 3);
  IsDamaged(ReadHistory("a"), 3);
  EXPECT_EQ(FirstDamage(), (Position{StreamOf("a"), 3}));
  IsDamaged(host.engine().CopyThread("a", "c"), 3);
  MapStore copy;
  IsDamaged(checkpoint::MigrateStore(store, copy, [](const checkpoint::Migrated&) {}), 3);
  EXPECT_TRUE(checkpoint::LoadThread(store, Record("b")).has_value());
}

TEST_F(Chain, EveryReplacedEntryIsFound) {
  const std::uint64_t stream = StreamOf("a");
  for (std::uint64_t seq = 2; store.Has(stream, seq); ++seq) {
    const std::string good = store.entry(stream, seq);
    Replace(seq);
    EXPECT_EQ(FirstDamage(), (Position{stream, seq}));
    store.entry(stream, seq) = good;
  }
  Replace(1);
  EXPECT_EQ(FirstDamage(), (Position{stream, 2}));
}

TEST_F(Chain, AParentThatWasReplacedIsFound) {
  const std::uint64_t before = StreamOf("a");
  host.RunOn("a", kLoop, R"({"n":1})");
  const std::uint64_t last = EntryAt(StreamOf("a"), 1).parent.seq;
  store.entry(before, last) = std::string(store.entry(StreamOf("b"), last));
  const auto loaded = checkpoint::LoadThread(store, Record("a"));
  ASSERT_TRUE(loaded.has_error());
  EXPECT_EQ(loaded.error().code(), "store_damaged");
}

TEST_F(Chain, AGapIsFoundFromBothEnds) {
  store.Lose(StreamOf("a"), 3);
  IsDamaged(ReadHistory("a"), 3);
  const auto newest_first = checkpoint::Loader(store).VisitBackwards(
      {StreamOf("a"), 9}, [](const Position&, const Entry&) { return true; });
  IsDamaged(newest_first, 3);
}

TEST_F(Chain, CopiesOfCopiesHaveTheirOwn) {
  host.RunOn("a", kLoop, R"({"n":1})");
  RunRequest fork;
  fork.thread = "a";
  fork.at = Position{StreamOf("a"), 2};
  ASSERT_TRUE(host.Try(kLoop, fork).has_value());
  host.engine().CopyThread("a", "c").value();
  host.engine().CopyThread("c", "d").value();
  testing::ExpectSound(store);
  host.engine().PruneThread("d", {.keep = 7, .since = std::nullopt}).value();
  host.engine().CopyThread("d", "e").value();
  testing::ExpectSound(store);
  EXPECT_EQ(host.RunOn("e", kLoop, R"({"n":1})").output,
            host.RunOn("a", kLoop, R"({"n":1})").output);
  testing::ExpectSound(store);
}

// Entries that an earlier build wrote do not say what they stand behind.
TEST_F(Chain, ThatBeginsInTheMiddleIsFine) {
  const std::uint64_t stream = StreamOf("a");
  for (std::uint64_t seq = 1; seq <= 3; ++seq) {
    std::string content = checkpoint::OpenEnvelope(store.entry(stream, seq), store).value();
    content[0] = 1;
    content.resize(content.size() - 16);
    const std::uint64_t sum = XXH3_64bits(content.data(), content.size());
    content.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    store.entry(stream, seq) = std::string(1, '\0') + content;
  }
  for (std::uint64_t seq = 4; store.Has(stream, seq); ++seq) {
    Entry entry = EntryAt(stream, seq);
    entry.before = EntryAt(stream, seq - 1).checksum;
    std::string content(1, '\0');
    checkpoint::EncodeEntry(entry, content);
    store.entry(stream, seq) = content;
  }
  testing::ExpectSound(store);
  host.engine().CopyThread("a", "c").value();
  EXPECT_EQ(EntryAt(StreamOf("c"), 2).before, EntryAt(StreamOf("c"), 1).checksum);
  testing::ExpectSound(store);
}

}  // namespace
}  // namespace dashflow::engine
