// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/in_flight_table.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"

namespace dashflow::recovery {
namespace {

engine::InFlightTask TaskOf(std::string_view thread, std::int64_t index = -1) {
  return {.thread = thread,
          .run = "run-1",
          .node = "work",
          .step = 3,
          .branch = 1,
          .space = "",
          .own_step = 3,
          .path_node = 2,
          .path_index = index,
          .attempt = 1};
}

class Table : public ::testing::Test {
 protected:
  std::unique_ptr<InFlightTable> Begun() {
    auto opened = InFlightTable::Open(path);
    EXPECT_TRUE(opened.has_value());
    opened->table->Begin();
    return std::move(opened->table);
  }
  // What the next process finds.
  Death Found() {
    const auto opened = InFlightTable::Open(path);
    EXPECT_TRUE(opened.has_value());
    return opened->death;
  }

  const sdk::testing::TemporaryFolder folder;
  const std::filesystem::path path = std::filesystem::path(folder.path()) / "table";
};

TEST_F(Table, TellsTheNextProcessWhatRan) {
  auto table = Begun();
  table->Enter(TaskOf("t"));
  const auto gone = table->Enter(TaskOf("u"));
  table->Leave(gone);
  table.reset();
  const Death death = Found();
  ASSERT_EQ(death.in_flight.size(), 1U);
  EXPECT_EQ(death.in_flight[0].thread, "t");
  EXPECT_EQ(death.in_flight[0].run, "run-1");
  EXPECT_EQ(death.in_flight[0].node, "work");
  EXPECT_EQ(death.in_flight[0].step, 3);
  EXPECT_FALSE(death.culprit);
  EXPECT_EQ(death.cause, "killed, out of memory, or ended from within");
  EXPECT_EQ(Found().in_flight.size(), 1U) << "it is there until the next one begins";
  Begun().reset();
  EXPECT_TRUE(Found().in_flight.empty());
}

TEST_F(Table, TheSameTaskHasTheSameKeyAfterARestart) {
  auto table = Begun();
  table->Enter(TaskOf("t", 0));
  table->Enter(TaskOf("t", 1));
  table.reset();
  const auto before = Found().in_flight;
  table = Begun();
  table->Enter(TaskOf("t", 1));
  table.reset();
  EXPECT_NE(before[0].key, before[1].key);
  EXPECT_EQ(Found().in_flight[0].key, before[1].key);
}

TEST_F(Table, AnOrderlyEndBlamesNobody) {
  auto table = Begun();
  table->Enter(TaskOf("t"));
  table->Close();
  table.reset();
  EXPECT_TRUE(Found().in_flight.empty());
}

TEST_F(Table, KnowsTheTaskOfTheThreadThatGotTheSignal) {
  auto table = Begun();
  table->Enter(TaskOf("t"));
  std::thread([&table] { table->Enter(TaskOf("u")); }).join();
  table->Enter(TaskOf("called by t"));
  DeathMark& mark = table->mark();
  mark.thread = static_cast<std::int32_t>(::syscall(SYS_gettid));
  mark.in_plugin = 1;
  mark.signal = SIGSEGV;
  table.reset();
  const Death death = Found();
  EXPECT_EQ(death.cause, "SIGSEGV");
  ASSERT_TRUE(death.culprit);
  EXPECT_EQ(death.in_flight[*death.culprit].thread, "called by t");
}

TEST_F(Table, ASignalInTheHostItselfNamesNoTask) {
  auto table = Begun();
  table->Enter(TaskOf("t"));
  table->mark().thread = static_cast<std::int32_t>(::syscall(SYS_gettid));
  table->mark().signal = SIGABRT;
  table.reset();
  EXPECT_FALSE(Found().culprit);
}

TEST_F(Table, HoldsSoManyAndNoMore) {
  auto table = Begun();
  std::vector<InFlightTable::Place> places(kPlaces);
  for (auto& place : places) place = table->Enter(TaskOf("t"));
  EXPECT_EQ(table->Enter(TaskOf("u")), InFlightTable::kNowhere);
  table->Leave(places[7]);
  EXPECT_EQ(table->Enter(TaskOf("u")), places[7]);
}

TEST_F(Table, LongNamesAreCutAtACharacter) {
  auto table = Begun();
  std::string name(107, 'n');
  name += "\xc3\xa4";
  auto task = TaskOf("t");
  task.node = name;
  table->Enter(task);
  table.reset();
  EXPECT_EQ(Found().in_flight[0].node, std::string(107, 'n'));
}

TEST_F(Table, IsOneProcessesOnly) {
  const auto table = Begun();
  const auto second = InFlightTable::Open(path);
  ASSERT_TRUE(second.has_error());
  EXPECT_EQ(second.error().code(), "io_error");
  EXPECT_EQ(second.error().cause(), "another process does");
}

TEST_F(Table, WhatIsNoTableIsMadeOne) {
  std::ofstream(path) << "something else";
  EXPECT_TRUE(Found().in_flight.empty());
  Begun()->Enter(TaskOf("t"));
  EXPECT_EQ(Found().in_flight.size(), 1U);
}

TEST_F(Table, DamagedBytesAreReadSafely) {
  auto table = Begun();
  table->Enter(TaskOf("t"));
  table.reset();
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(offsetof(TableLayout, places));
  for (std::size_t i = 0; i < sizeof(PlaceLayout) * kPlaces; ++i) file.put('\xff');
  file.close();
  EXPECT_TRUE(Found().in_flight.empty());
}

}  // namespace
}  // namespace dashflow::recovery
