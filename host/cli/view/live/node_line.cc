// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/node_line.h"

#include <algorithm>
#include <utility>

#include "host/cli/view/display_text.h"
#include "host/cli/view/live/words.h"

namespace dashflow::cli {
namespace {

constexpr std::chrono::milliseconds kFirstRate{500};  // a rate of less time says nothing

// Parts of a line with dots between.
class Parts {
 public:
  explicit Parts(TextLine& line) : line_(line) {}
  void Add(std::string text, Style style = Style::kPlain) {
    if (text.empty()) return;
    if (!std::exchange(is_first_, false)) line_.push_back({" · ", Style::kFaint});
    line_.push_back({std::move(text), style});
  }

 private:
  TextLine& line_;
  bool is_first_ = true;
};

std::string Counted(std::int64_t count, std::string_view what) {
  return count == 0 ? std::string() : std::to_string(count) + " " + std::string(what);
}

StateLook LookAt(const Picture& picture, const NodePicture& node) {
  const StateLook look = LookOf(node.state());
  if (node.total > 0 || !picture.ended) return look;
  if (picture.continues) return {look.sign, "not in this run", look.style};
  if (picture.status == "done") return {"–", "skipped", look.style};
  return {look.sign, "not reached", look.style};
}

std::string AttemptText(const TaskNote& note, MonoTime now) {
  std::string attempt = "attempt " + std::to_string(note.attempt);
  // Rounded up: zero would say that it runs.
  if (note.state == NodeState::kRetrying)
    attempt += " in " + ClockText(note.again - now + std::chrono::milliseconds(999));
  return attempt;
}

void AddNote(Parts& parts, const TaskNote& note, MonoTime now) {
  switch (note.state) {
    case NodeState::kFailed:
      parts.Add("failed", Style::kBad);
      if (note.attempt > 1) parts.Add("after " + std::to_string(note.attempt) + " attempts");
      return parts.Add(note.text, Style::kBad);
    case NodeState::kAsking:
      parts.Add("asks", Style::kWarning);
      return parts.Add(note.text);
    default:
      parts.Add(AttemptText(note, now), Style::kWarning);
      return parts.Add(note.text, Style::kFaint);
  }
}

std::chrono::nanoseconds Spent(const NodePicture& node, MonoTime now) {
  return node.spent + ((node.over() ? node.ended : now) - node.began);
}

void AddTime(Parts& parts, const NodePicture& node, MonoTime now) {
  if (node.turns > 1) parts.Add(std::to_string(node.turns) + " times", Style::kFaint);
  const auto spent = Spent(node, now);
  parts.Add(node.over() ? TookText(spent) : ClockText(spent), Style::kFaint);
}

void AddRate(Parts& parts, const NodePicture& node, MonoTime now) {
  const auto spent = (node.over() ? node.ended : now) - node.began;
  const std::int64_t done = node.finished - node.before;
  if (done < 2 || spent < kFirstRate) return;
  const double rate = static_cast<double>(done) / std::chrono::duration<double>(spent).count();
  parts.Add(RateText(rate));
  if (node.over()) return;
  const std::chrono::duration<double> left(static_cast<double>(node.total - node.finished) / rate);
  parts.Add(ClockText(std::chrono::duration_cast<std::chrono::nanoseconds>(left)) + " left");
}

void AddBar(TextLine& line, const NodePicture& node, int columns) {
  const int width = std::clamp(columns / 4, 10, 40);
  if (columns < 60 || node.over()) return;
  line.push_back({BarText(node.finished, node.total, width, true), Style::kActive});
  line.push_back({BarText(node.finished, node.total, width, false), Style::kFaint});
  line.push_back({"  "});
}

void AddFanout(TextLine& line, const LineFrame& frame, const NodePicture& node) {
  AddBar(line, node, frame.columns);
  Parts parts(line);
  parts.Add(std::to_string(node.finished) + "/" + std::to_string(node.total), Style::kStrong);
  parts.Add(Counted(node.failed, "failed"), Style::kBad);
  parts.Add(Counted(node.asking, "asking"), Style::kWarning);
  parts.Add(Counted(node.cancelled, "cancelled"), Style::kWarning);
  AddRate(parts, node, frame.now);
  AddTime(parts, node, frame.now);
}

void AddSingle(TextLine& line, const LineFrame& frame, const NodePicture& node) {
  Parts parts(line);
  const NodeState state = node.state();
  const bool is_noted = !node.notes.empty();
  if (is_noted && state != NodeState::kRunning)
    return AddNote(parts, node.notes.front(), frame.now);
  if (state == NodeState::kCancelled) parts.Add("cancelled", Style::kWarning);
  if (is_noted) parts.Add(AttemptText(node.notes.front(), frame.now), Style::kWarning);
  AddTime(parts, node, frame.now);
  if (is_noted) parts.Add(node.notes.front().text, Style::kFaint);
}

void AddName(TextLine& line, const StateLook& look, const std::string& name, int width) {
  line.push_back({std::string(look.sign) + " ", look.style});
  const std::string cut = CutToWidth(name, width);
  const bool is_quiet = look.style == Style::kFaint || look.style == Style::kGood;
  line.push_back({cut, look.style == Style::kFaint ? Style::kFaint
                       : is_quiet                  ? Style::kPlain
                                                   : Style::kStrong});
  const int missing = std::max(0, width - DisplayWidth(cut));
  line.push_back({std::string(static_cast<std::size_t>(missing) + 2, ' ')});
}

}  // namespace

TextLine NodeLine(const LineFrame& frame, std::size_t node) {
  TextLine line;
  const NodePicture& picture = frame.picture.nodes[node];
  const StateLook look = LookAt(frame.picture, picture);
  AddName(line, look, (*frame.picture.names)[node].text, frame.name_width);
  if (picture.total == 0) {
    line.push_back({std::string(look.word), Style::kFaint});
  } else if (picture.total > 1) {
    AddFanout(line, frame, picture);
  } else {
    AddSingle(line, frame, picture);
  }
  return line;
}

TextLine TaskLine(const LineFrame& frame, std::size_t node, const TaskNote& note) {
  TextLine line;
  std::string name = PrintableLine(note.task);
  const std::string& of = (*frame.picture.names)[node].text;
  if (name.starts_with(of)) name.erase(0, of.size());
  AddName(line, LookOf(note.state), name, DisplayWidth(name));
  Parts parts(line);
  AddNote(parts, note, frame.now);
  return line;
}

}  // namespace dashflow::cli
