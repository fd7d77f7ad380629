// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/frame_painter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dashflow::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr ScreenSize kSize{40, 10};

std::vector<TextLine> Frame(const std::vector<std::string>& texts) {
  std::vector<TextLine> frame;
  for (const std::string& text : texts) frame.push_back({Span{text, Style::kPlain}});
  return frame;
}

// Without what stands around every frame.
std::string Inner(std::string_view bytes) {
  constexpr std::string_view begin = "\x1b[?2026h";
  constexpr std::string_view end = "\x1b[?2026l";
  if (!bytes.starts_with(begin) || !bytes.ends_with(end)) return "no frame";
  return std::string(bytes.substr(begin.size(), bytes.size() - begin.size() - end.size()));
}

TEST(FramePainter, DrawsOverTheFrameBefore) {
  FramePainter painter(false);
  painter.Paint({}, {}, kSize);
  EXPECT_EQ(Inner(painter.Paint(Frame({"a", "b"}), {}, kSize)), "\ra\x1b[K\r\nb\x1b[K\r\n");
  EXPECT_EQ(Inner(painter.Paint(Frame({"a", "c"}), {}, kSize)), "\r\x1b[2A\r\nc\x1b[K\r\n");
  EXPECT_EQ(Inner(painter.Paint(Frame({"a"}), {}, kSize)), "\r\x1b[2A\r\n\x1b[J");
}

TEST(FramePainter, WritesNothingWhenNothingChanged) {
  FramePainter painter(false);
  painter.Paint(Frame({"a"}), {}, kSize);
  EXPECT_EQ(painter.Paint(Frame({"a"}), {}, kSize), "");
}

TEST(FramePainter, LinesAboveStay) {
  FramePainter painter(false);
  painter.Paint(Frame({"a"}), {}, kSize);
  EXPECT_EQ(Inner(painter.Paint(Frame({"a"}), {"log"}, kSize)),
            "\r\x1b[1A\x1b[Jlog\r\na\x1b[K\r\n\x1b[J");
  EXPECT_EQ(Inner(painter.Paint(Frame({"b"}), {}, kSize)), "\r\x1b[1Ab\x1b[K\r\n");
}

TEST(FramePainter, FindsItsLinesInANarrowerTerminal) {
  FramePainter painter(false);
  painter.Paint(Frame({std::string(35, 'x'), "b"}), {}, kSize);
  EXPECT_THAT(painter.Paint(Frame({"x", "b"}), {}, {10, 10}), HasSubstr("\r\x1b[5Ax"));
  painter.Paint(Frame({"1", "2", "3", "4", "5"}), {}, {10, 10});
  EXPECT_THAT(painter.Paint(Frame({"1"}), {}, {10, 4}), HasSubstr("\r\x1b[3A1"));
}

TEST(FramePainter, BeginsAnewAfterOthersWrote) {
  FramePainter painter(false);
  painter.Paint(Frame({"a"}), {}, kSize);
  painter.Restart();
  EXPECT_EQ(Inner(painter.Paint(Frame({"a"}), {}, kSize)), "\ra\x1b[K\r\n");
}

TEST(FramePainter, ColoursEndWithTheirText) {
  const std::vector<TextLine> frame = {{Span{"a", Style::kBad}, Span{"b", Style::kPlain}}};
  EXPECT_THAT(FramePainter(true).Paint(frame, {}, kSize), HasSubstr("\x1b[31ma\x1b[0mb"));
  EXPECT_THAT(FramePainter(false).Paint(frame, {}, kSize), Not(HasSubstr("m")));
}

}  // namespace
}  // namespace dashflow::cli
