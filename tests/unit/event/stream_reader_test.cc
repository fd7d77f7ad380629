// SPDX-License-Identifier: Apache-2.0
#include "host/event/stream_reader.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/support/engine/host_fixture.h"

namespace dashflow::event {
namespace {

using checkpoint::ThreadStatus;
using dashflow::testing::HostFixture;
using dashflow::testing::Json;
using graph::Call;
using graph::Outcome;

constexpr int kSteps = 200;
constexpr std::size_t kCapacity = 4;

const std::string kLoop = R"(
dashflow: 1
name: loop
state: {n: {reduce: sum}}
nodes: {count: {type: test.count}}
edges: [START -> count, {from: count, to: count, when: n < 200}]
)";

StreamReader::Options OptionsFor(StreamReader::WhenFull when_full) {
  StreamReader::Options options;
  options.modes.set(static_cast<std::size_t>(StreamMode::kUpdates));
  options.modes.set(static_cast<std::size_t>(StreamMode::kCustom));
  options.capacity = kCapacity;
  options.when_full = when_full;
  return options;
}

// A run of 200 supersteps that tells an update each, begun while nobody reads.
class StreamReaderTest : public ::testing::Test {
 protected:
  StreamReaderTest() {
    host.types.Add("test.count", {.inputs = {}, .outputs = {"n"}}, [this](Call& call) {
      ++counted;
      if (custom && !call.Custom("here")) ++refused;
      call.Emit(0, Value(1));
      return Outcome::kDone;
    });
  }

  engine::RunHandle Begin(StreamReader& reader) {
    const auto program = host.engine().Load(host.types.Compile(kLoop));
    engine::RunRequest request;
    request.input = Json("{}");
    request.options.sink = &reader;
    return host.engine().Start(program, std::move(request)).value();
  }

  HostFixture host{HostFixture::On::kTbb};
  std::atomic<int> counted{0};
  bool custom = false;
  std::atomic<int> refused{0};
};

TEST_F(StreamReaderTest, ARunWaitsForItsReaderAndLosesNothing) {
  StreamReader reader(OptionsFor(StreamReader::WhenFull::kWait));
  const engine::RunHandle run = Begin(reader);
  int read = 0;
  while (const auto next = reader.Read()) {
    ASSERT_TRUE(next->chunk);
    EXPECT_EQ(next->dropped, 0U);
    EXPECT_EQ(next->chunk->data, Json(R"({"count":{"n":1}})"));
    ++read;
    EXPECT_LE(counted.load(), read + static_cast<int>(kCapacity));
  }
  EXPECT_EQ(read, kSteps);
  EXPECT_EQ(run.Wait().status, ThreadStatus::kDone);
}

TEST_F(StreamReaderTest, ARunLeavesASlowReaderBehindAndCountsWhatItMissed) {
  StreamReader reader(OptionsFor(StreamReader::WhenFull::kDrop));
  EXPECT_EQ(Begin(reader).Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(reader.dropped(), kSteps - kCapacity);
  std::uint64_t told = 0;
  std::size_t read = 0;
  while (const auto next = reader.Read()) {
    told += next->dropped;
    read += next->chunk ? 1 : 0;
  }
  EXPECT_EQ(read, kCapacity);
  EXPECT_EQ(told, reader.dropped());
}

TEST_F(StreamReaderTest, WhatANodeTellsIsRefusedWhileTheReaderIsFull) {
  custom = true;
  StreamReader reader(OptionsFor(StreamReader::WhenFull::kWait));
  const engine::RunHandle run = Begin(reader);
  int customs = 0;
  while (const auto next = reader.Read())
    customs += next->chunk && next->chunk->mode == StreamMode::kCustom ? 1 : 0;
  EXPECT_EQ(customs + refused.load(), kSteps);
  EXPECT_EQ(run.Wait().status, ThreadStatus::kDone);
}

TEST_F(StreamReaderTest, AReaderThatLeavesHoldsNobodyBack) {
  StreamReader reader(OptionsFor(StreamReader::WhenFull::kWait));
  const engine::RunHandle run = Begin(reader);
  EXPECT_LE(counted.load(), static_cast<int>(kCapacity));
  reader.Leave();
  EXPECT_EQ(run.Wait().status, ThreadStatus::kDone);
  EXPECT_EQ(counted.load(), kSteps);
  EXPECT_FALSE(reader.Read());
}

TEST_F(StreamReaderTest, ARunThatWaitsForItsReaderCanBeCancelled) {
  StreamReader reader(OptionsFor(StreamReader::WhenFull::kWait));
  const engine::RunHandle run = Begin(reader);
  run.Cancel();
  EXPECT_EQ(run.Wait().status, ThreadStatus::kCancelled);
  EXPECT_LT(counted.load(), kSteps);
}

TEST_F(StreamReaderTest, AReaderOnAnotherThreadGetsEverything) {
  StreamReader reader(OptionsFor(StreamReader::WhenFull::kWait));
  int read = 0;
  std::thread other([&] {
    while (reader.Read()) ++read;
  });
  const engine::RunHandle run = Begin(reader);
  EXPECT_EQ(run.Wait().status, ThreadStatus::kDone);
  other.join();
  EXPECT_EQ(read, kSteps);
}

TEST(StreamReader, OfARunThatCannotStartEnds) {
  StreamReader reader(OptionsFor(StreamReader::WhenFull::kWait));
  reader.Close();
  EXPECT_FALSE(reader.Read());
}

}  // namespace
}  // namespace dashflow::event
