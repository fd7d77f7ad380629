// SPDX-License-Identifier: Apache-2.0
#include "host/http/socket/frames.h"

#include <gtest/gtest.h>

#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

std::string Masked(unsigned first, std::string_view payload) { return ClientFrame(first, payload); }

TEST(FramesTest, Messages) {
  for (const std::size_t size : {0, 1, 125, 126, 65535, 65536, 100'000}) {
    FrameReader reader(1 << 20);
    const std::string text(size, 'x');
    reader.Put(Masked(0x81, text));
    const auto message = reader.Next();
    ASSERT_TRUE(message) << size;
    EXPECT_EQ(message->kind, FrameKind::kText);
    EXPECT_EQ(message->payload, text);
    EXPECT_FALSE(reader.Next());
    EXPECT_EQ(reader.problem(), CloseCode::kNone);
  }
}

TEST(FramesTest, AByteAtATime) {
  FrameReader reader(1000);
  const std::string bytes = Masked(0x81, std::string(300, 'y')) + Masked(0x89, "p");
  std::vector<SocketMessage> got;
  for (const char byte : bytes) {
    reader.Put({&byte, 1});
    while (auto message = reader.Next()) got.push_back(*message);
  }
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0].payload.size(), 300U);
  EXPECT_EQ(got[1].kind, FrameKind::kPing);
}

TEST(FramesTest, FragmentsWithAPingBetweenThem) {
  FrameReader reader(100);
  reader.Put(Masked(0x01, "a\xc3") + Masked(0x89, "p") + Masked(0x00, "\xa4") + Masked(0x80, "c"));
  EXPECT_EQ(reader.Next()->kind, FrameKind::kPing);
  EXPECT_EQ(reader.Next()->payload, "aäc");
  EXPECT_FALSE(reader.Next());
}

TEST(FramesTest, WhatIsRefused) {
  const auto problem = [](const std::string& bytes) {
    FrameReader reader(100);
    reader.Put(bytes);
    while (reader.Next()) {
    }
    return reader.problem();
  };
  EXPECT_EQ(problem(std::string("\x81\x01x", 3)), CloseCode::kProtocol) << "no mask";
  EXPECT_EQ(problem(Masked(0xc1, "x")), CloseCode::kProtocol) << "a reserved bit";
  EXPECT_EQ(problem(Masked(0x83, "x")), CloseCode::kProtocol) << "an unknown opcode";
  EXPECT_EQ(problem(Masked(0x80, "x")), CloseCode::kProtocol) << "more of nothing";
  EXPECT_EQ(problem(Masked(0x01, "x") + Masked(0x81, "y")), CloseCode::kProtocol) << "two at once";
  EXPECT_EQ(problem(Masked(0x09, "x")), CloseCode::kProtocol) << "a control frame in fragments";
  EXPECT_EQ(problem(Masked(0x89, std::string(126, 'x'))), CloseCode::kProtocol);
  EXPECT_EQ(problem(Masked(0x88, "x")), CloseCode::kProtocol) << "half a code";
  EXPECT_EQ(problem(Masked(0x81, "\xff")), CloseCode::kNoUtf8);
  EXPECT_EQ(problem(Masked(0x81, std::string(101, 'x'))), CloseCode::kTooLarge);
  EXPECT_EQ(problem(Masked(0x01, std::string(60, 'x')) + Masked(0x80, std::string(60, 'x'))),
            CloseCode::kTooLarge);
  EXPECT_EQ(problem(std::string("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14)),
            CloseCode::kTooLarge);
}

TEST(FramesTest, WhatAServerSends) {
  EXPECT_EQ(FrameOf(FrameKind::kText, "ab"),
            "\x81\x02"
            "ab");
  EXPECT_EQ(FrameOf(FrameKind::kText, std::string(126, 'x')).substr(0, 4),
            std::string("\x81\x7e\x00\x7e", 4));
  EXPECT_EQ(FrameOf(FrameKind::kText, std::string(65536, 'x')).substr(0, 10),
            std::string("\x81\x7f\0\0\0\0\0\x01\0\0", 10));
  EXPECT_EQ(CloseFrame(1000, "bye"),
            "\x88\x05\x03\xe8"
            "bye");
  EXPECT_EQ(CloseFrame(1000, std::string(200, 'x')).size(), 127U);
}

TEST(FramesTest, TheAcceptOfTheStandard) {
  EXPECT_EQ(AcceptFor("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

}  // namespace
}  // namespace dashflow::http
