// SPDX-License-Identifier: Apache-2.0
#include "host/http/client/client.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/http/client/answer_error.h"
#include "host/http/client/line_cutter.h"

namespace dashflow::http {
namespace {

ServerAddress AddressOf(std::string_view text) {
  auto address = ParseServerAddress(text);
  EXPECT_TRUE(address.has_value()) << text;
  return address.has_value() ? *address : ServerAddress();
}

TEST(ServerAddressTest, HostPortAndPrefix) {
  const ServerAddress plain = AddressOf("http://flow.example:2024/behind/");
  EXPECT_EQ(plain.by, ServerAddress::By::kTcp);
  EXPECT_EQ(plain.Authority(), "flow.example:2024");
  EXPECT_EQ(plain.prefix, "/behind");
  const ServerAddress secret = AddressOf("https://[::1]");
  EXPECT_EQ(secret.by, ServerAddress::By::kTls);
  EXPECT_EQ(secret.host, "::1");
  EXPECT_EQ(secret.Authority(), "[::1]:443");
  EXPECT_EQ(AddressOf("unix:/run/x.sock").path, "/run/x.sock");
}

TEST(ServerAddressTest, NothingElseIsOne) {
  for (const char* text :
       {"", "flow.example", "ftp://x", "http://", "http://:1", "http://x:", "http://x:123456",
        "http://x:1x", "http://[::1", "http://[::1]x", "http://me:secret@x", "http://x y",
        "http://x/?q", "http://x\r\nhost: y", "unix:"}) {
    const auto address = ParseServerAddress(text);
    ASSERT_TRUE(address.has_error()) << text;
    EXPECT_EQ(address.error().code(), "usage");
    EXPECT_EQ(address.error().message().find("secret"), std::string::npos);
    EXPECT_FALSE(address.error().fix().empty());
  }
}

TEST(LineCutterTest, LinesInPieces) {
  std::vector<std::string> lines;
  LineCutter cutter([&lines](std::string_view line) { return lines.emplace_back(line) != "end"; },
                    8);
  EXPECT_TRUE(cutter.Add("a"));
  EXPECT_TRUE(cutter.Add("b\n\nc\nd"));
  EXPECT_FALSE(cutter.Add("\nend\nnever\n"));
  EXPECT_EQ(lines, (std::vector<std::string>{"ab", "c", "d", "end"}));
}

TEST(LineCutterTest, ALineThatNeverEnds) {
  LineCutter cutter([](std::string_view) { return true; }, 8);
  EXPECT_TRUE(cutter.Add("12345678"));
  EXPECT_FALSE(cutter.Add("9"));
}

TEST(AnswerErrorTest, IsAsItWasRaised) {
  const Error error = ErrorOfAnswer(
      404,
      R"({"detail":"x","error":{"code":"thread_not_found","message":"m","cause":"c","fix":"f"}})",
      "http://x");
  EXPECT_EQ(error.code(), "thread_not_found");
  EXPECT_EQ(error.message() + error.cause() + error.fix(), "mcf");
}

TEST(AnswerErrorTest, OfWhoIsNoHost) {
  EXPECT_EQ(ErrorOfAnswer(401, "<html>", "http://x").code(), "unauthenticated");
  EXPECT_EQ(ErrorOfAnswer(403, R"({"error":"no"})", "http://x").code(), "forbidden");
  for (const char* body : {"", "{}", "[1]", "{\"error\":{}}", "{\"error\":{\"code\":1}}", "{\"er"})
    EXPECT_EQ(ErrorOfAnswer(502, body, "http://x").code(), "server_strange") << body;
}

}  // namespace
}  // namespace dashflow::http
