// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::file {

// One change of the store, as a line of the journal tells it. README.md lists them.
struct Change {
  enum class Kind : std::uint8_t {
    kPut,
    kErase,
    kEraseRange,
    kAppend,
    kTrim,
    kForget,
    kBlob,
    kTouch,
    kEraseBlob,
    kLastRev,    // revisions up to `rev` were given
    kStreamEnd,  // an empty stream whose last seq was `seq`
    kClosed,     // the store was closed in good order
  };

  Kind kind = Kind::kClosed;
  std::string space{};
  std::string key{};  // of a record; the hash of a blob
  std::string end{};
  std::vector<std::string> terms{};
  std::uint64_t stream = 0;
  std::uint64_t seq = 0;
  std::uint64_t rev = 0;
  std::int64_t time_ns = 0;  // when a record expires; when a blob was touched
  std::uint64_t size = 0;    // of the bytes behind the line, and their checksum
  std::uint64_t sum = 0;

  bool HasBytes() const {
    return kind == Kind::kPut || kind == Kind::kAppend || kind == Kind::kBlob;
  }
  bool operator==(const Change&) const = default;
};

// The line, without its end: "append stream=7 seq=1 size=300 sum=00ab…".
std::string LineOf(const Change& change);

// Nothing when it is no such line.
std::optional<Change> ParseLine(std::string_view line);

}  // namespace dashflow::file
