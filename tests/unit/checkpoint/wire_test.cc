// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/wire.h"

#include <gtest/gtest.h>

namespace dashflow::checkpoint {
namespace {

std::string Written(const Value& value) {
  std::string bytes;
  Writer(bytes).Put(value);
  return bytes;
}

// The same with the prefix of 12 bytes that a value of 4 GiB has.
std::string WrittenLong(const Value& value) {
  const std::string bytes = Written(value);
  const std::uint64_t size = bytes.size() - kFlatSizeBytes;
  std::string longer(kFlatSizeBytes, '\xff');
  Writer(longer).Word(size);
  return longer + bytes.substr(kFlatSizeBytes);
}

TEST(WireTest, AFlatFormOfFourGigabytesHasALongerPrefix) {
  EXPECT_EQ(LongFlatSize(0), "");
  EXPECT_EQ(LongFlatSize(0xffff'fffe), "");
  EXPECT_EQ(LongFlatSize(0xffff'ffff), std::string("\xff\xff\xff\xff\0\0\0\0", 8));
  EXPECT_EQ(LongFlatSize(0x1'0000'0002), std::string("\2\0\0\0\1\0\0\0", 8));
}

TEST(WireTest, ReadsTheLongerPrefix) {
  const Value large(std::string(5000, 'x'));
  for (const Value& value : {Value(7), large}) {
    const std::string bytes = Written(value) + WrittenLong(value);
    Reader reader(bytes);
    EXPECT_EQ(reader.Get(), value);
    EXPECT_EQ(reader.Get(), value);
    EXPECT_TRUE(reader.at_end());
    EXPECT_FALSE(reader.failed());
  }
}

TEST(WireTest, RefusesALengthBeyondTheEnd) {
  std::string bytes(kFlatSizeBytes, '\xff');
  Writer(bytes).Word(~std::uint64_t{0});
  Reader reader(bytes);
  EXPECT_TRUE(reader.Get().is_null());
  EXPECT_TRUE(reader.failed());
}

}  // namespace
}  // namespace dashflow::checkpoint
