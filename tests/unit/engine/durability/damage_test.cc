// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/thread_head.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using testing::HostFixture;
using testing::MapStore;

const std::string kLoop = R"(
dashflow: 1
name: loop
state: {n: {type: integer}}
nodes: {inc: {type: test.inc}}
edges:
  - START -> inc
  - {from: inc, to: inc, when: n < 5}
)";

// A store that has lost entries of a finished thread.
class Damage : public ::testing::Test {
 protected:
  Damage() {
    host.UseStore(store);
    host.types.Add("test.inc", {.inputs = {"n"}, .outputs = {"n"}}, [](graph::Call& call) {
      call.Emit(0, call.facts().inputs[0].as_int() + 1);
      return graph::Outcome::kDone;
    });
    thread = host.Run(kLoop, R"({"n":0})").thread;
    record = checkpoint::Directory(store).Get(thread).value();
  }
  Error Load() {
    const auto loaded = checkpoint::LoadThread(store, record);
    return loaded.has_error() ? loaded.error() : Error();
  }

  MapStore store;
  HostFixture host;
  std::string thread;
  checkpoint::ThreadRecord record;
};

TEST_F(Damage, OfNothingLoadsTheNewestState) {
  const auto loaded = checkpoint::LoadThread(store, record);
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(loaded->state.slots.at(0).value, Value(5));
}

TEST_F(Damage, OfTheNewestEntryIsNotTheStateBefore) {
  store.Lose(record.stream, 6);
  const Error error = Load();
  EXPECT_EQ(error.code(), "store_damaged");
  EXPECT_EQ(error.resource(), "checkpoint " + ToText(checkpoint::Position{record.stream, 6}));
  RunRequest again;
  again.thread = thread;
  const auto resumed = host.Try(kLoop, std::move(again));
  ASSERT_TRUE(resumed.has_error());
  EXPECT_EQ(resumed.error().code(), "store_damaged");
}

TEST_F(Damage, OfTheFirstEntryIsNamed) {
  store.Lose(record.stream, 1);
  EXPECT_EQ(Load().code(), "store_damaged");
}

TEST_F(Damage, OfAnEntryInTheMiddleIsNamed) {
  store.Lose(record.stream, 3);
  EXPECT_EQ(Load().code(), "store_damaged");
}

}  // namespace
}  // namespace dashflow::engine
