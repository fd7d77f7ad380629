// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

namespace dashflow::http {
namespace {

constexpr std::size_t kLeast = 1024;
constexpr std::size_t kMost = std::size_t{1} << 30;  // zlib counts in 32 bits
constexpr int kFast = 1;                             // time counts more than size
constexpr int kGzipWindow = 15 + 16;

bool Shrinks(std::string_view type) {
  return type.starts_with("application/json") || type.starts_with("text/") ||
         type.starts_with("application/openmetrics-text");
}

bool IsPacked(const Headers& headers) {
  return std::ranges::any_of(headers,
                             [](const auto& header) { return header.first == "content-encoding"; });
}

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(begin);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Whether ";q=…" is there and is nothing.
bool IsRefused(std::string_view parameters) {
  const std::size_t q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  const std::string_view weight = Trimmed(parameters.substr(q + 2));
  return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

// False: zlib has no memory, or would make it longer.
bool Pack(const std::string& text, std::string& packed) {
  z_stream stream{};
  if (deflateInit2(&stream, kFast, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return false;
  packed.resize(text.size());
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int ended = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return ended == Z_STREAM_END;
}

}  // namespace

bool AcceptsGzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::size_t end = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view one = accept_encoding.substr(0, end);
    const std::size_t parameters = std::min(one.find(';'), one.size());
    if (Trimmed(one.substr(0, parameters)) == "gzip") return !IsRefused(one.substr(parameters));
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
  }
  return false;
}

void PackBody(Response& response) {
  const std::size_t size = response.body.size();
  if (size < kLeast || size > kMost || !Shrinks(response.type) || IsPacked(response.headers))
    return;
  std::string packed;
  if (!Pack(response.body, packed)) return;
  response.body = std::move(packed);
  response.headers.emplace_back("content-encoding", "gzip");
  response.headers.emplace_back("vary", "accept-encoding");
}

}  // namespace dashflow::http
