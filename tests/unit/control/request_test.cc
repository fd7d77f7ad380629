// SPDX-License-Identifier: Apache-2.0
#include "host/control/request.h"

#include <gtest/gtest.h>

#include "host/value/json.h"

namespace dashflow::control {
namespace {

std::string CauseOf(std::string_view json) {
  const auto request = ReadRequest(ParseJson(json).value());
  if (request.has_value()) return "";
  EXPECT_EQ(request.error().code(), "invalid_argument");
  return request.error().cause();
}

TEST(RequestTest, ComesAsItWasMade) {
  const Request made{"1.0.0", "/there", {"run", "w.yaml", ""}};
  const auto read = ReadRequest(RequestFrame(made));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->version, made.version);
  EXPECT_EQ(read->folder, made.folder);
  EXPECT_EQ(read->arguments, made.arguments);
}

TEST(RequestTest, SaysWhatIsWrong) {
  EXPECT_EQ(CauseOf("[]"), "it is no object");
  EXPECT_EQ(CauseOf("{}"), "it has another format");
  EXPECT_EQ(CauseOf(R"({"format":2})"), "it has another format");
  EXPECT_EQ(CauseOf(R"({"format":1,"folder":"here","arguments":[]})"),
            "its folder or its words are missing");
  EXPECT_EQ(CauseOf(R"({"format":1,"folder":"/"})"), "its folder or its words are missing");
  EXPECT_EQ(CauseOf(R"({"format":1,"folder":"/","arguments":["a",1,"b"]})"),
            "a word of it is no text");
}

}  // namespace
}  // namespace dashflow::control
