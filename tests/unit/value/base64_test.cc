// SPDX-License-Identifier: Apache-2.0
#include "host/value/base64.h"

#include <gtest/gtest.h>

namespace dashflow {
namespace {

std::string Base64(std::string_view bytes) {
  std::string out;
  AppendBase64(out, bytes);
  return out;
}

TEST(Base64, EncodesTheRfcVectors) {
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64("foo"), "Zm9v");
  EXPECT_EQ(Base64("foob"), "Zm9vYg==");
  EXPECT_EQ(Base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, EncodesHighBytes) {
  EXPECT_EQ(Base64("\xff\xff\xff"), "////");
  EXPECT_EQ(Base64("\xfb\xef\xbe"), "++++");
  EXPECT_EQ(Base64(std::string_view("\0\0", 2)), "AAA=");
}

TEST(Base64, AppendsToWhatIsThere) {
  std::string out = "data:";
  AppendBase64(out, "foo");
  EXPECT_EQ(out, "data:Zm9v");
}

}  // namespace
}  // namespace dashflow
