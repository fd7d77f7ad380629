// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <random>
#include <string>

#include "host/checkpoint/sealing/open_sealed.h"
#include "host/checkpoint/upkeep/collect_blobs.h"
#include "host/checkpoint/upkeep/verify_store.h"
#include "tests/support/engine/caring_store.h"
#include "tests/support/engine/host_fixture.h"

namespace dashflow::engine {
namespace {

using checkpoint::UnusedBlobsAre;
using graph::Call;
using graph::Outcome;
using testing::CaringStore;
using testing::HostFixture;
using testing::MapStore;

constexpr const char* kYaml =
    "dashflow: 1\nname: large\nstate: {text: {type: string}, n: {type: integer, default: 0}}\n"
    "nodes: {count: {type: test.count}}\nedges: [START -> count]\n";

// More than a log entry takes, and nothing makes it smaller.
std::string Large(unsigned seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < 2'200'000) text += static_cast<char>('!' + random() % 90);
  return text;
}

std::unique_ptr<checkpoint::Store> SealedOn(MapStore& disk) {
  disk.says_it_is = checkpoint::DurabilityClass::kDurable;
  checkpoint::KeyRing ring;
  ring.push_back(checkpoint::SecretKey::Random());
  return checkpoint::OpenSealed(std::make_unique<CaringStore>(disk), ring,
                                checkpoint::Sealing::kIfEmpty)
      .value();
}

// The names of its blobs tell nothing of what entries call them.
class CollectSealed : public ::testing::Test {
 protected:
  CollectSealed() {
    host.UseStore(*sealed);
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

  MapStore disk;
  std::unique_ptr<checkpoint::Store> sealed = SealedOn(disk);
  HostFixture host;
};

TEST_F(CollectSealed, ErasesWhatNobodyNamesAndNothingElse) {
  Put("a", 1);
  Put("b", 2);
  const std::size_t all = disk.blobs();
  ASSERT_TRUE(*host.engine().DeleteEnded("a", WallTime::max(), UnusedBlobsAre::kLeft));
  disk.now += std::chrono::nanoseconds(std::chrono::hours(2)).count();
  const auto collected = host.engine().CollectBlobs(*checkpoint::CareOf(*sealed), {}).value();
  EXPECT_EQ(collected.blobs, all);
  EXPECT_GT(collected.erased, 1U);
  EXPECT_LT(collected.erased, all);
  EXPECT_EQ(disk.blobs(), all - collected.erased);
  const auto verified =
      checkpoint::VerifyStore(*sealed, [](const checkpoint::Verified&) {}).value();
  EXPECT_TRUE(verified.damages.empty());
  EXPECT_EQ(verified.threads, 1U);
}

}  // namespace
}  // namespace dashflow::engine
