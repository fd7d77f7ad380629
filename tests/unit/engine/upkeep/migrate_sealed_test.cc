// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/run/thread_head.h"
#include "host/checkpoint/sealing/open_sealed.h"
#include "host/checkpoint/upkeep/migrate_store.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/sound_store.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::engine {
namespace {

using checkpoint::kMaxStoreBytes;
using checkpoint::Operation;
using testing::HostFixture;
using testing::MapStore;

constexpr const char* kYaml = R"(
dashflow: 1
name: large
state: {text: {type: string}, n: {type: integer, default: 0}}
nodes: {count: {type: test.count}}
edges: [START -> count]
)";

std::string HashOf(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

// A plain store with an entry in blobs of a whole MiB, as earlier builds made them: nothing could
// be added to those.
class MigrateSealed : public ::testing::Test {
 protected:
  MigrateSealed() {
    host.UseStore(plain);
    host.types.Add("test.count", {.inputs = {"n"}, .outputs = {"n"}}, [](graph::Call& call) {
      call.Emit(0, call.facts().inputs[0].as_int() + 1);
      return graph::Outcome::kDone;
    });
    host.RunOn("t", kYaml, R"({"text":")" + std::string(3 << 20, 'x') + "\"}");
    StoreAsEarlierBuilds(checkpoint::Directory(plain).Get("t")->stream);
    auto disk = std::make_unique<MapStore>();
    disk_ = disk.get();
    disk_->says_it_is = checkpoint::DurabilityClass::kDurable;
    checkpoint::KeyRing ring;
    ring.push_back(checkpoint::SecretKey::Random());
    sealed = checkpoint::OpenSealed(std::move(disk), ring, checkpoint::Sealing::kIfEmpty).value();
  }
  void StoreAsEarlierBuilds(std::uint64_t stream) {
    const std::string content = checkpoint::OpenEnvelope(plain.entry(stream, 1), plain).value();
    std::string stored(1, 1);
    for (std::size_t at = 0; at < content.size(); at += kMaxStoreBytes) {
      const std::string chunk = content.substr(at, kMaxStoreBytes);
      const std::string hash = HashOf(chunk);
      stored += hash;
      Operation put;
      put.kind = checkpoint::OpKind::kPutBlob;
      put.key = checkpoint::Bytes(hash);
      put.bytes = checkpoint::Bytes(chunk);
      checkpoint::Batch batch;
      batch.ops = &put;
      batch.op_count = 1;
      ASSERT_EQ(CommitAndWait(plain, batch), checkpoint::StoreCode::kOk);
    }
    plain.Overwrite(stream, 1, stored);
    testing::ExpectSound(plain);
  }
  static Value TextIn(checkpoint::Store& store) {
    const auto record = checkpoint::Directory(store).Get("t").value();
    return checkpoint::LoadThread(store, record)->state.slots.at(0).value;
  }
  static checkpoint::Migrated Migrate(checkpoint::Store& from, checkpoint::Store& to) {
    return checkpoint::MigrateStore(from, to, [](const checkpoint::Migrated&) {}).value();
  }

  MapStore plain;
  HostFixture host;
  MapStore* disk_ = nullptr;
  std::unique_ptr<checkpoint::Store> sealed;
};

TEST_F(MigrateSealed, LargeEntriesOfEarlierBuildsFitIn) {
  EXPECT_GT(Migrate(plain, *sealed).blobs, 1U);
  testing::ExpectSound(*sealed);
  EXPECT_EQ(TextIn(*sealed), TextIn(plain));
}

TEST_F(MigrateSealed, AndOutAgain) {
  Migrate(plain, *sealed);
  MapStore back;
  Migrate(*sealed, back);
  testing::ExpectSound(back);
  EXPECT_EQ(TextIn(back), TextIn(plain));
}

}  // namespace
}  // namespace dashflow::engine
