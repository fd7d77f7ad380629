// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

std::string Unpacked(const std::string& packed, std::size_t size) {
  std::string text(size + 1, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(GzipTest, WhoTakesIt) {
  for (const char* header :
       {"gzip", "deflate, gzip", "br;q=1.0, gzip;q=0.8, *;q=0.1", " gzip ;q=1"})
    EXPECT_TRUE(AcceptsGzip(header)) << header;
  for (const char* header :
       {"", "identity", "gzip;q=0", "gzip; q=0.000", "xgzip", "br", "*", ",,,"})
    EXPECT_FALSE(AcceptsGzip(header)) << header;
}

TEST(GzipTest, WhatIsPacked) {
  const std::string text(2000, 'x');
  Response json{.body = text};
  PackBody(json);
  EXPECT_EQ(json.headers, (Headers{{"content-encoding", "gzip"}, {"vary", "accept-encoding"}}));
  EXPECT_EQ(Unpacked(json.body, 2000), text);
  Response small{.body = std::string(1000, 'x')};
  PackBody(small);
  EXPECT_EQ(small.body.size(), 1000U);
  Response image{.type = "image/png", .body = text};
  PackBody(image);
  EXPECT_EQ(image.body, text);
  Response packed{.body = text, .headers = {{"content-encoding", "br"}}};
  PackBody(packed);
  EXPECT_EQ(packed.body, text);
}

TEST(GzipTest, WhatWouldGrowIsLeft) {
  SeededRandom random(1);
  std::string noise;
  while (noise.size() < 2000) noise += static_cast<char>(random.Next());
  Response response{.type = "text/plain", .body = noise};
  PackBody(response);
  EXPECT_EQ(response.body, noise);
  EXPECT_TRUE(response.headers.empty());
}

TEST(GzipTest, AnAnswerIsPackedForWhoTakesIt) {
  ServerFixture fixture;
  fixture.Start({});
  const RawAnswer plain = fixture.Get("/docs");
  const RawAnswer packed =
      fixture.Connect().Ask(RequestText("GET", "/docs", {}, "Accept-Encoding: gzip\r\n"));
  EXPECT_FALSE(plain.headers.contains("content-encoding"));
  EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size());
  EXPECT_EQ(Unpacked(packed.body, plain.body.size()), plain.body);
}

}  // namespace
}  // namespace dashflow::http
