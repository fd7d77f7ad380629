// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "plugins/storage/file/format/change.h"
#include "plugins/storage/file/format/escape.h"
#include "plugins/storage/file/format/group.h"

namespace dashflow::file {
namespace {

using Kind = Change::Kind;

TEST(Escape, KeepsAnyBytesOnOneLine) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::string word = Escape(all);
  EXPECT_EQ(word.find_first_of(" \n\t="), std::string::npos);
  EXPECT_EQ(Unescape(word), all);
  EXPECT_EQ(Unescape(""), "");
}

TEST(Escape, RefusesWhatItNeverMakes) {
  for (const char* word : {"%", "%4", "%zz", "a%4"})
    EXPECT_EQ(Unescape(word), std::nullopt) << word;
}

TEST(ChangeLine, EveryKindIsReadBackAsItWas) {
  const Change changes[] = {
      {.kind = Kind::kPut,
       .space = "s",
       .key = "",
       .terms = {"a", "b "},
       .rev = 7,
       .time_ns = 9,
       .size = 3,
       .sum = UINT64_MAX},
      {.kind = Kind::kErase, .space = "s", .key = "k"},
      {.kind = Kind::kEraseRange, .space = "s", .key = "a", .end = ""},
      {.kind = Kind::kAppend, .stream = UINT64_MAX, .seq = INT64_MAX, .size = 1, .sum = 2},
      {.kind = Kind::kTrim, .stream = 1, .seq = 2},
      {.kind = Kind::kForget, .stream = 1},
      {.kind = Kind::kBlob, .key = std::string("\0\n", 2), .time_ns = 5, .size = 0, .sum = 1},
      {.kind = Kind::kTouch, .key = "h", .time_ns = -5},
      {.kind = Kind::kEraseBlob, .key = "h"},
      {.kind = Kind::kLastRev, .rev = 12},
      {.kind = Kind::kStreamEnd, .stream = 3, .seq = 4},
      {.kind = Kind::kClosed},
  };
  for (const Change& change : changes) {
    const std::string line = LineOf(change);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_EQ(ParseLine(line), change) << line;
  }
}

TEST(ChangeLine, RefusesOtherLines) {
  for (const char* line : {"", "putt space=s", "append stream=x seq=1", "append stream 1",
                           "append stream=1 colour=red", "erase space=%g"}) {
    EXPECT_EQ(ParseLine(line), std::nullopt) << line;
  }
}

TEST(Group, EveryBitOfItsLinesCounts) {
  GroupBuilder builder(42);
  Change change{.kind = Kind::kAppend, .stream = 1, .seq = 1};
  const std::uint64_t offset = builder.Add(change, "bytes");
  std::string frame = builder.Finish(3);
  Group group;
  ASSERT_EQ(ParseGroup(frame + "more", 42, group), GroupState::kWhole);
  EXPECT_EQ(group.number, 3U);
  EXPECT_EQ(group.size, frame.size());
  EXPECT_EQ(group.changes.at(0).change, change);
  EXPECT_EQ(frame.substr(offset, 5), "bytes");
  for (std::size_t at = 0; at < frame.size(); ++at) {
    frame[at] ^= 1;
    const bool whole = ParseGroup(frame, 42, group) == GroupState::kWhole && group.bytes_are_whole;
    EXPECT_FALSE(whole) << "byte " << at;
    frame[at] ^= 1;
  }
  EXPECT_NE(ParseGroup(frame, 43, group), GroupState::kWhole);
}

TEST(Group, IsCutShortWhereverItEnds) {
  GroupBuilder builder(42);
  Change change{.kind = Kind::kAppend, .stream = 1, .seq = 1};
  builder.Add(change, "bytes");
  const std::string frame = builder.Finish(1);
  Group group;
  for (std::size_t size = 0; size < frame.size(); ++size) {
    EXPECT_EQ(ParseGroup(std::string_view(frame).substr(0, size), 42, group),
              GroupState::kCutShort);
  }
}

}  // namespace
}  // namespace dashflow::file
