// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/selection.h"

#include <algorithm>

namespace dashflow::cli {
namespace {

constexpr std::array kUrgent = {NodeState::kFailed, NodeState::kAsking, NodeState::kRetrying,
                                NodeState::kRunning};
constexpr std::array kQuiet = {NodeState::kCancelled, NodeState::kWaiting, NodeState::kDone};

std::size_t Index(NodeState state) { return static_cast<std::size_t>(state); }

class Selector {
 public:
  Selector(const Picture& picture, std::size_t lines)
      : picture_(picture), has_room_(picture.nodes.size() <= lines), lines_(lines) {
    for (std::size_t node = 0; node < picture.nodes.size(); ++node)
      by_state_[Index(picture.nodes[node].state())].push_back(node);
    if (!has_room_) --lines_;
  }

  Selection Choose() {
    if (has_room_) {
      spare_ = lines_ - picture_.nodes.size();
      for (std::size_t node = 0; node < picture_.nodes.size(); ++node) Show(node);
      return std::move(selection_);
    }
    spare_ = lines_ - std::min(lines_, CountUrgent());
    for (const NodeState state : kUrgent) ShowAll(state);
    for (const NodeState state : kQuiet) ShowAll(state);
    return std::move(selection_);
  }

 private:
  std::size_t CountUrgent() const {
    std::size_t count = 0;
    for (const NodeState state : kUrgent) count += by_state_[Index(state)].size();
    return count;
  }

  void ShowAll(NodeState state) {
    for (const std::size_t node : by_state_[Index(state)]) {
      if (lines_ > 0) {
        Show(node);
      } else {
        ++selection_.hidden[Index(state)];
      }
    }
  }

  // A lone task is told of in the line of its node.
  void Show(std::size_t node) {
    const NodePicture& picture = picture_.nodes[node];
    const std::size_t wanted = picture.total > 1 ? picture.notes.size() : 0;
    const std::size_t tasks = std::min({wanted, spare_, lines_ - 1});
    spare_ -= tasks;
    lines_ -= 1 + tasks;
    selection_.nodes.push_back({node, tasks});
  }

  const Picture& picture_;
  const bool has_room_;
  std::size_t lines_;      // left
  std::size_t spare_ = 0;  // of them, for tasks
  std::array<std::vector<std::size_t>, kNodeStateCount> by_state_;
  Selection selection_;
};

}  // namespace

bool Selection::hides() const {
  return std::ranges::any_of(hidden, [](std::int64_t count) { return count > 0; });
}

Selection Select(const Picture& picture, std::size_t lines) {
  if (lines == 0) return {};
  return Selector(picture, lines).Choose();
}

}  // namespace dashflow::cli
