// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "host/value/flat.h"
#include "host/value/json.h"

namespace dashflow {
namespace {

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 3) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

struct Refusal {
  const char* name;
  const char* hex;
  const char* message;
};

class FlatRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(FlatRefusal, NamesReasonAndOffset) {
  const Result<Value> value = ParseFlat(FromHex(GetParam().hex));
  ASSERT_TRUE(value.has_error());
  EXPECT_EQ(value.error().code(), "invalid_flat");
  EXPECT_EQ(value.error().operation(), "read the flat form");
  EXPECT_EQ(value.error().message(), GetParam().message);
}

const Refusal kRefusals[] = {
    {"Empty", "", "bytes are missing at offset 0"},
    {"HeaderOnly", "DF 01", "bytes are missing at offset 2"},
    {"OtherMark", "DE 01 00", "not the flat form, or of another version at offset 0"},
    {"OtherVersion", "DF 03 00", "not the flat form, or of another version at offset 0"},
    {"BytesBehind", "DF 01 00 00", "bytes behind the value at offset 3"},
    {"SameInTheCanonicalForm", "DF 01 09 00", "an unknown kind at offset 2"},
    {"SameAsNothing", "DF 02 09 00", "a number of nothing that stands before at offset 2"},
    {"SameAsTheContainerAroundIt", "DF 02 07 03 01 09 00",
     "a number of nothing that stands before at offset 5"},
    {"UnknownKind", "DF 01 0A", "an unknown kind at offset 2"},
    {"BoolBeyondOne", "DF 01 01 02", "a bool beyond 1 at offset 3"},
    {"LongVarint", "DF 01 02 80 00", "a number is not in its shortest form at offset 3"},
    {"VarintBeyond64Bits", "DF 01 02 FF FF FF FF FF FF FF FF FF 02",
     "a number is not in its shortest form at offset 3"},
    {"VarintOfElevenBytes", "DF 01 02 80 80 80 80 80 80 80 80 80 80 01",
     "a number is not in its shortest form at offset 3"},
    {"CutVarint", "DF 01 02 80", "bytes are missing at offset 4"},
    {"SmallUint", "DF 01 03 FF FF FF FF FF FF FF 7F", "a uint that is an int at offset 3"},
    {"NotANumber", "DF 01 04 00 00 00 00 00 00 F8 7F", "a double that is not finite at offset 3"},
    {"Infinity", "DF 01 04 00 00 00 00 00 00 F0 FF", "a double that is not finite at offset 3"},
    {"CutDouble", "DF 01 04 00 00 00", "bytes are missing at offset 6"},
    {"CutText", "DF 01 05 03 61 62", "bytes are missing at offset 6"},
    {"InvalidUtf8", "DF 01 05 03 61 FF 62", "invalid UTF-8 at offset 5"},
    {"CutUtf8", "DF 01 05 02 61 C3", "invalid UTF-8 at offset 5"},
    {"HugeText", "DF 01 06 FF FF FF FF FF FF FF FF FF 01", "bytes are missing at offset 13"},
    {"LongContainer", "DF 01 07 05 01 00", "a container is longer than what holds it at offset 4"},
    {"HugeCount", "DF 01 07 06 FF FF FF FF 0F 00", "bytes are missing at offset 10"},
    {"UnreadElements", "DF 01 07 03 01 00 00",
     "a container is longer than its elements at offset 6"},
    {"ElementBeyondItsArray", "DF 01 07 06 01 07 02 01 01 00", "bytes are missing at offset 9"},
    {"MissingIndex", "DF 01 08 04 01 01 61 00", "bytes are missing at offset 8"},
    {"IndexOfNoMember", "DF 01 08 05 01 01 61 00 01", "an index that names no member at offset 8"},
    {"UnsortedIndex", "DF 01 08 09 02 01 61 00 01 62 00 03 00",
     "equal keys, or an index that is not sorted at offset 12"},
    {"RepeatedEntry", "DF 01 08 09 02 01 61 00 01 62 00 00 00",
     "equal keys, or an index that is not sorted at offset 12"},
    {"EqualKeys", "DF 01 08 09 02 01 61 00 01 61 00 00 03",
     "equal keys, or an index that is not sorted at offset 12"},
    {"WideIndex", "DF 01 08 06 01 01 61 00 00 00",
     "a container is longer than its elements at offset 9"},
    {"InvalidUtf8Key", "DF 01 08 05 01 01 FF 00 00", "invalid UTF-8 at offset 6"},
};

INSTANTIATE_TEST_SUITE_P(Cases, FlatRefusal, testing::ValuesIn(kRefusals),
                         [](const auto& test) { return test.param.name; });

TEST(FlatDamage, EveryCutIsRefused) {
  const std::string bytes =
      ToFlat(ParseJson(R"({"b":[1,-2,3.5,"text"],"a":{"c":null,"d":[[]]}})").value());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_TRUE(ParseFlat(std::string_view(bytes).substr(0, size)).has_error()) << size;
  }
}

TEST(FlatDamage, EveryChangedByteIsRefusedOrAnotherValue) {
  const Value value = ParseJson(R"({"b":[1,-2,3.5,"text"],"a":{"c":null,"d":[[]]}})").value();
  const std::string bytes = ToFlat(value);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      const Result<Value> read = ParseFlat(damaged);
      if (read.has_value()) {
        ASSERT_EQ(ToFlat(*read), damaged) << i;
      }
    }
  }
}

TEST(FlatDamage, AMillionOpenArraysEndAtTheLimit) {
  std::string bytes("\xdf\x01", 2);
  for (int i = 0; i < 1'000'000; ++i) bytes += "\x07\xff\xff\xff\xff\x0f\x01";
  EXPECT_TRUE(ParseFlat(bytes).has_error());
}

}  // namespace
}  // namespace dashflow
