// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/entry.h"

#include <gtest/gtest.h>

#include "host/checkpoint/history/ended_writes.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::checkpoint {
namespace {

using channel::WriteMode;
using From = StoredWrite::From;

Entry Sample() {
  Entry entry;
  entry.kind = EntryKind::kBegin;
  entry.epoch = 3;
  entry.event_seq = 1'000'000;
  entry.step = -1;
  entry.time = WallTime(std::chrono::nanoseconds(123456789));
  entry.replay_from = 0;
  entry.run = "run";
  entry.parent = {7, 9};
  entry.input = Value::EmptyObject().Set("a", 1);
  entry.names = std::make_shared<Names>(Names{"w", "w-1", {"n", "log"}, {"x"}});
  entry.full = true;
  entry.version = 4;
  entry.beside = 2;
  entry.types = {std::make_shared<const TypeVersion>(TypeVersion{"core.set", "1.2.0"})};
  entry.changes = {{Change::How::kSet, 0, 4, Value("text")}, {Change::How::kClear, 1, 4, {}}};
  entry.due = {{{TaskPath::kPull, 0}, {}}, {{17, 0}, {{0, Value(2.5)}}}};
  entry.joins = {{1, 5}};
  entry.previous = 3;
  entry.source = Source::kUpdate;
  entry.ended = {{{TaskPath::kPull, 0}, 1}, {{17, 0}, 1}};
  entry.writes = {{0, WriteMode::kOverwrite, From::kChange, 0, {}},
                  {1, WriteMode::kReduce, From::kHere, 0, Value(5)}};
  return entry;
}

std::string Encoded(const Entry& entry) {
  std::string bytes;
  EncodeEntry(entry, bytes);
  return bytes;
}

TEST(Entry, ComesBackAsItWas) {
  const Entry entry = DecodeEntry(Encoded(Sample())).value();
  EXPECT_EQ(Encoded(entry), Encoded(Sample()));
  EXPECT_EQ(entry.parent, (Position{7, 9}));
  EXPECT_EQ(entry.step, -1);
  EXPECT_EQ(entry.beside, 2);
  EXPECT_EQ(entry.types.at(0)->type, "core.set");
  EXPECT_EQ(entry.types.at(0)->version, "1.2.0");
  EXPECT_EQ(entry.names->channels, (std::vector<std::string>{"n", "log"}));
  EXPECT_EQ(entry.due.at(1).sent.at(0).second, Value(2.5));
}

TEST(Entry, TellsWhatEachTaskWrote) {
  const Entry entry = DecodeEntry(Encoded(Sample())).value();
  EXPECT_EQ(entry.previous, 3U);
  EXPECT_EQ(entry.source, Source::kUpdate);
  const auto tasks = WritesOfEnded(entry).value();
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].writes.at(0).value, Value("text"));
  EXPECT_EQ(tasks[0].writes.at(0).mode, WriteMode::kOverwrite);
  EXPECT_EQ(tasks[1].path, (TaskPath{17, 0}));
  EXPECT_EQ(tasks[1].writes.at(0).value, Value(5));
}

// Two tasks that add to one list: what each added stands in the list's change, one behind the
// other.
TEST(Entry, ASharedListIsTakenApart) {
  Entry entry;
  const Value list = Value::EmptyArray().Append(1).Append(2).Append(3);
  entry.changes = {{Change::How::kAppend, 0, 1, list}};
  entry.ended = {{{TaskPath::kPull, 0}, 1}, {{TaskPath::kPull, 1}, 1}};
  entry.writes = {{0, WriteMode::kReduce, From::kSlice, 2, {}},
                  {0, WriteMode::kReduce, From::kElement, 0, {}}};
  const auto tasks = WritesOfEnded(entry).value();
  EXPECT_EQ(tasks[0].writes.at(0).value, Value::EmptyArray().Append(1).Append(2));
  EXPECT_EQ(tasks[1].writes.at(0).value, Value(3));
  entry.writes[0].count = 3;
  EXPECT_EQ(WritesOfEnded(entry).error().code(), "store_damaged");
}

TEST(Entry, SaysWhichHandlerActs) {
  Entry entry;
  entry.kind = EntryKind::kPending;
  entry.progress.resize(2);
  TaskProgress& handled = entry.progress[0];
  handled.path = {3, 0};
  handled.answers = {Value(true)};
  handled.failure = Value::EmptyObject().Set("code", "timeout");
  handled.handler = 7;
  entry.progress[1].path = {4, 0};
  const Entry back = DecodeEntry(Encoded(entry)).value();
  EXPECT_EQ(back.progress.at(0).failure, handled.failure);
  EXPECT_EQ(back.progress.at(0).node(), 7U);
  EXPECT_EQ(back.progress.at(0).answers, handled.answers);
  EXPECT_EQ(back.progress.at(1).node(), 0U);
  EXPECT_TRUE(back.progress.at(1).failure.is_null());
}

// A branch that begins inside a superstep.
TEST(Entry, ABeginMayBeUnderWay) {
  Entry entry = Sample();
  entry.source = Source::kFork;
  entry.progress.resize(1);
  entry.progress[0].path = {17, 0};
  entry.progress[0].asked.emplace_back().id = "q";
  const Entry back = DecodeEntry(Encoded(entry)).value();
  EXPECT_EQ(Encoded(back), Encoded(entry));
  State state;
  ApplyEntry(back, state);
  ASSERT_EQ(state.progress.size(), 1U);
  EXPECT_EQ(state.progress[0].asked.at(0).id, "q");
  ApplyEntry(Sample(), state);
  EXPECT_TRUE(state.progress.empty());
}

TEST(Entry, EveryFlippedBitIsFound) {
  const std::string good = Encoded(Sample());
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    const auto decoded = DecodeEntry(bad);
    ASSERT_TRUE(decoded.has_error()) << "byte " << i;
    EXPECT_EQ(decoded.error().code(), "store_damaged");
  }
}

TEST(Entry, EveryCutIsFound) {
  const std::string good = Encoded(Sample());
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_TRUE(DecodeEntry(std::string_view(good).substr(0, size)).has_error()) << size;
  }
}

TEST(Entry, PositionsReadBack) {
  EXPECT_EQ(ToText(Position{255, 16}), "ff-10");
  EXPECT_EQ(ParsePosition("ff-10"), (Position{255, 16}));
  for (const char* bad : {"", "-", "1", "1-", "x-1", "1-2-3"}) {
    EXPECT_FALSE(ParsePosition(bad)) << bad;
  }
}

TEST(Entry, AppendsFoldIntoAList) {
  State state;
  Entry entry;
  entry.changes = {{Change::How::kSet, 0, 1, Value::EmptyArray().Append(1)}};
  ApplyEntry(entry, state);
  entry.changes = {{Change::How::kAppend, 0, 2, Value::EmptyArray().Append(2).Append(3)}};
  ApplyEntry(entry, state);
  EXPECT_EQ(state.slots.at(0).value, Value::EmptyArray().Append(1).Append(2).Append(3));
  EXPECT_EQ(state.slots.at(0).version, 2U);
}

TEST(Entry, SaysWhatItStandsBehindAndHasItsOwnChecksum) {
  Entry entry = Sample();
  entry.before = 77;
  std::string bytes;
  const std::uint64_t checksum = EncodeEntry(entry, bytes);
  const Entry back = DecodeEntry(bytes).value();
  EXPECT_EQ(back.before, 77u);
  EXPECT_EQ(back.checksum, checksum);
}

// As earlier builds wrote it: without the word that says so.
TEST(Entry, OfTheFirstFormatIsReadToo) {
  std::string bytes = Encoded(Sample());
  bytes[0] = 1;
  bytes.resize(bytes.size() - 2 * sizeof(std::uint64_t));
  const std::uint64_t checksum = XXH3_64bits(bytes.data(), bytes.size());
  bytes.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
  const Entry back = DecodeEntry(bytes).value();
  EXPECT_FALSE(back.before.has_value());
  EXPECT_EQ(back.checksum, checksum);
  EXPECT_EQ(Encoded(back), Encoded(Sample()));
}

}  // namespace
}  // namespace dashflow::checkpoint
