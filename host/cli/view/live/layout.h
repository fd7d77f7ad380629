// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/cli/view/live/picture.h"

namespace dashflow::cli {

// How a part of a line stands out; a terminal without colours shows all alike.
enum class Style : std::uint8_t { kPlain, kStrong, kFaint, kGood, kActive, kWarning, kBad };

struct Span {
  std::string text;  // printable
  Style style = Style::kPlain;
};
using TextLine = std::vector<Span>;

// Of a terminal, in characters; zeros = unknown.
struct ScreenSize {
  int columns = 0;
  int rows = 0;
  bool operator==(const ScreenSize&) const = default;
};

// The picture as lines: the run, its nodes as a tree, the last log line. Fewer than `size.rows`
// lines, each shorter than `size.columns`. When not all nodes have room, those that failed, ask or
// run come first, and the others are counted. O(nodes). [any-thread]
std::vector<TextLine> Layout(const Picture& picture, ScreenSize size, MonoTime now);

}  // namespace dashflow::cli
