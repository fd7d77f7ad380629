// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/collect_blobs.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "host/checkpoint/upkeep/verify_store.h"
#include "tests/support/engine/caring_store.h"
#include "tests/support/engine/host_fixture.h"

namespace dashflow::engine {
namespace {

using namespace std::chrono_literals;
using checkpoint::Collected;
using checkpoint::UnusedBlobsAre;
using graph::Call;
using graph::Outcome;
using testing::CaringStore;
using testing::HostFixture;
using testing::MapStore;

constexpr const char* kYaml =
    "dashflow: 1\nname: large\nstate: {text: {type: string}, n: {type: integer, default: 0}}\n"
    "nodes: {count: {type: test.count}}\nedges: [START -> count]\n";

// Two blobs and a bit, which nothing makes smaller. The one in the middle is the same in all
// threads that begin with it.
const std::string& Large(unsigned seed) {
  static std::map<unsigned, std::string> made;
  std::string& text = made[seed];
  std::mt19937 random(seed);
  while (text.size() < 2'200'000) text += static_cast<char>('!' + random() % 90);
  return text;
}

class CollectBlobs : public ::testing::Test {
 protected:
  CollectBlobs() {
    host.UseStore(caring);
    host.types.Add("test.count", {.inputs = {"n"}, .outputs = {"n"}}, [](Call& call) {
      call.Emit(0, call.facts().inputs[0].as_int() + 1);
      return Outcome::kDone;
    });
  }

  void Put(const std::string& thread, unsigned seed) {
    RunRequest request;
    request.thread = thread;
    request.input = Value::EmptyObject().Set("text", Large(seed));
    ASSERT_TRUE(host.Try(kYaml, std::move(request)).has_value());
  }
  // Its blobs are nobody's then.
  void Drop(const std::string& thread) {
    const auto dropped = host.engine().DeleteEnded(thread, WallTime::max(), UnusedBlobsAre::kLeft);
    ASSERT_TRUE(dropped.has_value() && *dropped);
  }
  void Later(std::chrono::nanoseconds time) { store.now += time.count(); }
  Collected Collect() { return host.engine().CollectBlobs(caring, {}).value(); }
  std::size_t Damages() {
    return checkpoint::VerifyStore(store, [](const checkpoint::Verified&) {})
        .value()
        .damages.size();
  }
  // What becomes of the store when `act` comes before the n-th of the collector's calls, from the
  // first to the last.
  void InterleaveEverywhere(const std::function<void()>& prepare, const std::function<void()>& act,
                            const std::function<void()>& tidy);

  MapStore store;
  CaringStore caring{store};
  HostFixture host;
};

TEST_F(CollectBlobs, WhatNobodyNamesIsErased) {
  Put("a", 1);
  Put("b", 2);
  const std::size_t all = store.blobs();
  Drop("a");
  EXPECT_EQ(store.blobs(), all);
  Later(2h);
  const Collected collected = Collect();
  EXPECT_EQ(collected.blobs, all);
  EXPECT_GT(collected.unused, 1U);
  EXPECT_EQ(collected.erased, collected.unused);
  EXPECT_EQ(store.blobs(), all - collected.erased);
  EXPECT_EQ(Damages(), 0U);
  EXPECT_EQ(Collect().erased, 0U);
}

TEST_F(CollectBlobs, WhatTwoThreadsShareStaysForTheOther) {
  Put("a", 1);
  ASSERT_TRUE(host.engine().CopyThread("a", "b").has_value());
  const std::size_t all = store.blobs();
  Drop("a");
  Later(2h);
  EXPECT_LT(Collect().erased, all);
  EXPECT_EQ(Damages(), 0U);
}

TEST_F(CollectBlobs, YoungOnesStay) {
  Put("a", 1);
  Drop("a");
  Later(59min);
  const Collected young = Collect();
  EXPECT_GT(young.unused, 0U);
  EXPECT_EQ(young.erased, 0U);
  Later(2min);
  EXPECT_EQ(Collect().erased, young.unused);
}

TEST_F(CollectBlobs, ADefinitionKeepsItsOwn) {
  ASSERT_TRUE(checkpoint::Directory(caring).PutDefinition("v", "f.yaml", Large(3)).has_value());
  ASSERT_GT(store.blobs(), 0U);
  Later(2h);
  EXPECT_EQ(Collect().unused, 0U);
}

TEST_F(CollectBlobs, AnEntryOfAnUnknownFormStopsIt) {
  Put("a", 1);
  Put("b", 2);
  Drop("a");
  Later(2h);
  const std::size_t all = store.blobs();
  store.entry(store.Streams().front(), 1)[0] = '\x7f';
  EXPECT_TRUE(host.engine().CollectBlobs(caring, {}).has_error());
  EXPECT_EQ(store.blobs(), all);
}

TEST_F(CollectBlobs, AStoreThatDoesNotListThemSaysSo) {
  caring.lists_blobs = false;
  EXPECT_EQ(host.engine().CollectBlobs(caring, {}).error().code(), "store_unsupported");
}

TEST_F(CollectBlobs, WhileLogsAreMovedAllTheTimeNothingIsErased) {
  Put("a", 1);
  Drop("a");
  Later(2h);
  std::uint64_t moves = 0;
  checkpoint::CollectRule rule;
  rule.moves = [&moves]() -> std::optional<std::uint64_t> { return ++moves; };
  const auto collected = checkpoint::CollectBlobs(caring, caring, rule).value();
  EXPECT_TRUE(collected.busy);
  EXPECT_EQ(collected.erased, 0U);
  EXPECT_GT(store.blobs(), 0U);
}

void CollectBlobs::InterleaveEverywhere(const std::function<void()>& prepare,
                                        const std::function<void()>& act,
                                        const std::function<void()>& tidy) {
  int calls = 1;
  for (int n = 0; n < calls; n += 1 + calls / 12) {
    prepare();
    Later(2h);
    int seen = 0;
    caring.between = [&] {
      if (seen++ == n) act();
    };
    ASSERT_TRUE(host.engine().CollectBlobs(caring, {}).has_value()) << n;
    caring.between = [] {};
    calls = seen;
    ASSERT_EQ(Damages(), 0U) << "the act came before call " << n;
    tidy();
  }
  EXPECT_GT(calls, 5);
}

// A run puts the same blobs again, at any moment.
TEST_F(CollectBlobs, WhatIsPutAgainMeanwhileStays) {
  InterleaveEverywhere(
      [this] {
        Put("old", 1);
        Drop("old");
        Put("other", 2);
      },
      [this] { Put("new", 1); },
      [this] {
        Drop("new");
        Drop("other");
      });
}

// A copy names the blobs of its source without putting them; then the source goes.
TEST_F(CollectBlobs, WhatMovesToACopyMeanwhileStays) {
  InterleaveEverywhere(
      [this] {
        Put("a", 1);
        Put("b", 2);
      },
      [this] {
        ASSERT_TRUE(host.engine().CopyThread("a", "c").has_value());
        ASSERT_TRUE(host.engine().DeleteThread("a").has_value());
      },
      [this] {
        if (checkpoint::Directory(caring).Get("a").has_value()) Drop("a");
        if (checkpoint::Directory(caring).Get("c").has_value()) Drop("c");
        Drop("b");
      });
}

// A prune writes what stays to other streams.
TEST_F(CollectBlobs, WhatAPruneMovesMeanwhileStays) {
  InterleaveEverywhere(
      [this] {
        Put("a", 1);
        Put("a", 2);
      },
      [this] { ASSERT_TRUE(host.engine().PruneThread("a", {.keep = 1, .since = {}}).has_value()); },
      [this] { Drop("a"); });
}

// Whatever order threads come, go, are copied and pruned in: no log loses a blob.
TEST_F(CollectBlobs, NoBlobThatIsNamedIsEverLost) {
  std::mt19937 random(20261130);
  const auto name = [&random] { return std::string(1, static_cast<char>('a' + random() % 4)); };
  const std::function<void()> acts[] = {
      [&] { Put(name(), random() % 3); },
      [&] { std::ignore = host.engine().CopyThread(name(), name()); },
      [&] { std::ignore = host.engine().DeleteThread(name()); },
      [&] {
        std::ignore = host.engine().DeleteEnded(name(), WallTime::max(), UnusedBlobsAre::kLeft);
      },
      [&] {
        std::ignore = host.engine().PruneThread(name(), {.keep = 1 + random() % 2, .since = {}});
      },
      [&] { Later(40min); }};
  const auto act = [&] { acts[random() % std::size(acts)](); };
  for (int round = 0; round < 8; ++round) {
    for (int i = 0; i < 4; ++i) act();
    caring.between = [&] {
      if (random() % 4 == 0) act();
    };
    ASSERT_TRUE(host.engine().CollectBlobs(caring, {}).has_value()) << round;
    caring.between = [] {};
    ASSERT_EQ(Damages(), 0U) << round;
  }
}

}  // namespace
}  // namespace dashflow::engine
