// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/frame_painter.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "host/cli/view/display_text.h"

namespace dashflow::cli {
namespace {

// Terminals that know "synchronized output" show all of it at once, others ignore the two.
constexpr std::string_view kBegin = "\x1b[?2026h";
constexpr std::string_view kEnd = "\x1b[?2026l";
constexpr std::string_view kEraseLine = "\x1b[K";   // from the cursor to its end
constexpr std::string_view kEraseBelow = "\x1b[J";  // from the cursor to the end of the screen

std::string_view CodeOf(Style style) {
  constexpr std::string_view codes[] = {"", "1", "2", "32", "1;36", "33", "31"};
  return codes[static_cast<std::size_t>(style)];
}

std::string LinesUp(int lines) {
  return lines == 0 ? "\r" : "\r\x1b[" + std::to_string(lines) + "A";
}

bool SameBytes(const auto& a, const auto& b) { return a.bytes == b.bytes; }

}  // namespace

FramePainter::ShownLine FramePainter::Colored(const TextLine& line) const {
  ShownLine colored;
  for (const Span& span : line) {
    const std::string_view code = color_ ? CodeOf(span.style) : std::string_view();
    colored.width += DisplayWidth(span.text);
    if (code.empty() || span.text.empty()) {
      colored.bytes += span.text;
    } else {
      colored.bytes.append("\x1b[").append(code).append("m").append(span.text).append("\x1b[0m");
    }
  }
  return colored;
}

// A terminal that became narrower wraps longer lines, and what scrolled out of it cannot be
// reached.
int FramePainter::RowsShown(ScreenSize size) const {
  int rows = 0;
  for (const ShownLine& line : shown_) {
    const int columns = std::max(1, size.columns);
    rows += std::max(1, (line.width + columns - 1) / columns);
  }
  return std::min(rows, std::max(0, size.rows - 1));
}

std::string FramePainter::Paint(const std::vector<TextLine>& frame,
                                const std::vector<std::string>& above, ScreenSize size) {
  std::vector<ShownLine> next;
  next.reserve(frame.size());
  for (const TextLine& line : frame) next.push_back(Colored(line));
  const bool keeps_place = above.empty() && size == size_;
  if (keeps_place && std::ranges::equal(next, shown_, SameBytes<ShownLine, ShownLine>)) return {};
  std::string bytes(kBegin);
  bytes += LinesUp(RowsShown(size));
  if (!above.empty()) bytes += kEraseBelow;
  for (const std::string& line : above) bytes.append(line).append("\r\n");
  for (std::size_t i = 0; i < next.size(); ++i) {
    const bool stands = keeps_place && i < shown_.size() && SameBytes(next[i], shown_[i]);
    if (!stands) bytes.append(next[i].bytes).append(kEraseLine);
    bytes += "\r\n";
  }
  if (next.size() < shown_.size() || !keeps_place) bytes += kEraseBelow;
  shown_ = std::move(next);
  size_ = size;
  return bytes.append(kEnd);
}

}  // namespace dashflow::cli
