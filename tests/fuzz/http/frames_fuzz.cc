// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "host/http/socket/frames.h"
#include "host/value/utf8.h"

namespace {

using dashflow::http::CloseCode;
using dashflow::http::FrameKind;
using dashflow::http::FrameReader;

constexpr std::size_t kMost = 1000;

void Require(bool holds) {
  if (!holds) std::abort();
}

struct Read {
  std::vector<std::string> payloads;
  CloseCode problem;
  bool operator==(const Read&) const = default;
};

Read ReadInPieces(std::string_view bytes, std::size_t piece) {
  FrameReader reader(kMost);
  Read read{};
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    reader.Put(bytes.substr(at, piece));
    while (auto message = reader.Next()) {
      Require(message->payload.size() <= kMost);
      Require(message->kind != FrameKind::kText || dashflow::IsUtf8(message->payload));
      read.payloads.push_back(std::move(message->payload));
    }
  }
  read.problem = reader.problem();
  return read;
}

}  // namespace

// However the bytes come, the same is read, within the bound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Read whole = ReadInPieces(bytes, std::max<std::size_t>(1, size));
  Require(ReadInPieces(bytes, 1) == whole);
  Require(ReadInPieces(bytes, 7) == whole);
  return 0;
}
