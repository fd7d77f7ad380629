// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/layout.h"

#include <algorithm>
#include <utility>

#include "host/cli/view/display_text.h"
#include "host/cli/view/live/node_line.h"
#include "host/cli/view/live/selection.h"
#include "host/cli/view/live/words.h"

namespace dashflow::cli {
namespace {

constexpr std::size_t kShortId = 13;  // enough of a thread's id to find it

int NameWidth(const Picture& picture, int columns) {
  int width = 0;
  for (const NodeName& name : *picture.names) width = std::max(width, name.width);
  return std::min(width, std::max(8, columns / 3));
}

std::string RunText(const Picture& picture, MonoTime now) {
  const auto took = picture.ended.value_or(now) - picture.began;
  if (!picture.ended) {
    return (picture.step > 0 ? "step " + std::to_string(picture.step) + " · " : "") +
           ClockText(took);
  }
  return std::to_string(picture.steps) + (picture.steps == 1 ? " step · " : " steps · ") +
         TookText(took);
}

Style StatusStyle(const std::string& status) {
  if (status == "done") return Style::kGood;
  return status == "waiting" ? Style::kWarning : Style::kBad;
}

TextLine HeaderLine(const Picture& picture, MonoTime now) {
  TextLine line = {{picture.workflow, Style::kStrong}, {"  "}};
  line.push_back(picture.ended ? Span{picture.status, StatusStyle(picture.status)}
                               : Span{"running", Style::kActive});
  line.push_back({" · " + RunText(picture, now), Style::kFaint});
  if (!picture.thread.empty())
    line.push_back({" · thread " + picture.thread.substr(0, kShortId), Style::kFaint});
  return line;
}

TextLine LogTextLine(const LogLine& log) {
  const Style style = log.level == "error"     ? Style::kBad
                      : log.level == "warning" ? Style::kWarning
                                               : Style::kFaint;
  return {{log.level + " ", style}, {log.text, Style::kFaint}};
}

TextLine HiddenLine(const Selection& selection) {
  TextLine line = {{"… ", Style::kFaint}};
  for (int i = 0; i < kNodeStateCount; ++i) {
    const std::int64_t count = selection.hidden[static_cast<std::size_t>(i)];
    if (count == 0) continue;
    const StateLook look = LookOf(static_cast<NodeState>(i));
    line.push_back({(line.size() > 1 ? " · " : "") + std::to_string(count) + " ", Style::kFaint});
    line.push_back({std::string(look.word), look.style});
  }
  return line;
}

// Draws branches before lines.
class Tree {
 public:
  Tree(const LineFrame& frame, std::vector<TextLine>& lines) : frame_(frame), lines_(lines) {}

  void Add(const Selection& selection) {
    for (std::size_t i = 0; i < selection.nodes.size(); ++i) {
      const bool is_last = i + 1 == selection.nodes.size() && !selection.hides();
      AddNode(selection.nodes[i], is_last);
    }
    if (selection.hides()) AddLine("└─ ", HiddenLine(selection));
  }

 private:
  void AddNode(const ShownNode& shown, bool is_last) {
    const NodePicture& node = frame_.picture.nodes[shown.node];
    AddLine(is_last ? "└─ " : "├─ ", NodeLine(frame_, shown.node));
    const std::string stem = is_last ? "   " : "│  ";
    const auto unseen = node.noted - static_cast<std::int64_t>(shown.tasks);
    for (std::size_t i = 0; i < shown.tasks; ++i) {
      const bool ends = i + 1 == shown.tasks;
      TextLine line = ends && unseen > 0
                          ? TextLine{{"… " + std::to_string(unseen + 1) + " more", Style::kFaint}}
                          : TaskLine(frame_, shown.node, node.notes[i]);
      AddLine(stem + (ends ? "└─ " : "├─ "), std::move(line));
    }
  }

  void AddLine(std::string branch, TextLine line) {
    line.insert(line.begin(), {std::move(branch), Style::kFaint});
    lines_.push_back(std::move(line));
  }

  const LineFrame& frame_;
  std::vector<TextLine>& lines_;
};

void Cut(TextLine& line, int columns) {
  int left = columns;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const int width = DisplayWidth(line[i].text);
    if (width <= left) {
      left -= width;
      continue;
    }
    line[i].text = CutToWidth(line[i].text, left);
    line.resize(i + 1);
  }
}

}  // namespace

std::vector<TextLine> Layout(const Picture& picture, ScreenSize size, MonoTime now) {
  std::vector<TextLine> lines;
  const int room = size.rows - 1;
  if (room < 1) return lines;
  const bool has_log = picture.log && room > 2;
  const LineFrame frame{picture, size.columns, NameWidth(picture, size.columns),
                        picture.ended.value_or(now)};
  lines.push_back(HeaderLine(picture, now));
  Tree(frame, lines).Add(Select(picture, static_cast<std::size_t>(room - 1 - (has_log ? 1 : 0))));
  if (has_log) lines.push_back(LogTextLine(*picture.log));
  for (TextLine& line : lines) Cut(line, size.columns - 1);
  return lines;
}

}  // namespace dashflow::cli
