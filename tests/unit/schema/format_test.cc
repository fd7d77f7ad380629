// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/format.h"

#include <gtest/gtest.h>

#include "tests/unit/schema/schemas.h"

namespace dashflow::schema {
namespace {

void ExpectFormat(Format format, std::vector<std::string_view> good,
                  std::vector<std::string_view> bad) {
  for (const auto text : good) EXPECT_TRUE(Fits(format, text)) << text;
  for (const auto text : bad) EXPECT_FALSE(Fits(format, text)) << text;
}

TEST(FormatTest, Dates) {
  ExpectFormat(
      Format::kDate, {"2024-02-29", "1963-06-19", "2020-12-31"},
      {"2023-02-29", "2020-13-01", "2020-11-31", "06/19/1963", "2020-1-01", "", "2020-01-01T"});
}

TEST(FormatTest, Times) {
  ExpectFormat(Format::kTime,
               {"08:30:06Z", "23:59:60Z", "08:30:06.283185z", "08:30:06+00:20", "08:30:06-08:00"},
               {"24:00:00Z", "00:60:00Z", "00:00:61Z", "08:30:06", "08:30:06 PST", "01:02:03+24:00",
                "01:02:03.Z", "8:30:06Z"});
}

TEST(FormatTest, DateTimes) {
  ExpectFormat(
      Format::kDateTime, {"1963-06-19T08:30:06.283185Z", "1990-12-31t15:59:59.123-08:00"},
      {"1990-02-31T15:59:59Z", "1990-12-31 15:59:59Z", "1963-06-19", "1963-06-19T08:30:06"});
}

TEST(FormatTest, Uuids) {
  ExpectFormat(Format::kUuid, {"2EB8AA08-aa98-11ea-b4aa-73b441d16380"},
               {"2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08aa9811eab4aa73b441d16380",
                "ghb8aa08-aa98-11ea-b4aa-73b441d16380"});
}

TEST(FormatTest, Addresses) {
  ExpectFormat(
      Format::kIpv4, {"192.168.0.1", "0.0.0.0"},
      {"127.0.0.0.1", "256.256.256.256", "127.0", "0x7f000001", std::string_view("1.2.3.4\0", 8)});
  ExpectFormat(Format::kIpv6, {"::1", "::", "fe80::1"},
               {"12345::", "1:1:1:1:1:1:1:1:1", "::laptop"});
}

TEST(FormatTest, AnUnknownFormatIsAnAnnotation) {
  EXPECT_EQ(MisfitOf(R"({"format":"hostname"})", R"("not a host!")"), "");
  EXPECT_EQ(MisfitOf(R"({"format":"date"})", "1"), "");
}

}  // namespace
}  // namespace dashflow::schema
