// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/live_view.h"

#include <utility>

#include "host/cli/view/display_text.h"

namespace dashflow::cli {
namespace {

constexpr std::chrono::milliseconds kFrame{80};
constexpr std::chrono::milliseconds kClockTick{240};
constexpr std::size_t kMostLines = 1000;  // between two frames; a terminal shows no more

}  // namespace

LiveView::LiveView(const graph::Workflow& workflow, const Parts& parts)
    : parts_(parts), model_(workflow, parts.clock.Mono()), painter_(parts.color) {}

bool LiveView::Take(const event::Event& event) {
  const std::lock_guard lock(mutex_);
  model_.Take(event, parts_.clock.Mono());
  has_changed_ = true;
  return true;
}

void LiveView::Begin() {
  terminal_.emplace(parts_.descriptor);
  parts_.log.Divert([this](std::string_view line) { AddLine(line); });
  thread_ = std::thread([this] { Loop(); });
}

void LiveView::End() {
  if (!thread_.joinable()) return;
  parts_.log.Divert({});
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  wake_.notify_one();
  thread_.join();
  DrawFrame();
  terminal_.reset();
}

void LiveView::AddLine(std::string_view line) {
  std::string printable = PrintableLine(line);
  const std::lock_guard lock(mutex_);
  has_changed_ = true;
  if (lines_.size() < kMostLines) {
    lines_.push_back(std::move(printable));
  } else {
    ++lost_lines_;
  }
}

std::vector<std::string> LiveView::TakeLines() {
  std::vector<std::string> lines = std::exchange(lines_, {});
  const std::size_t lost = std::exchange(lost_lines_, 0);
  if (lost > 0) lines.push_back("(" + std::to_string(lost) + " more lines had no room here)");
  return lines;
}

void LiveView::Loop() {
  std::unique_lock lock(mutex_);
  // A run that is over at once shows how it ended, nothing else.
  while (!wake_.wait_for(lock, kFrame, [this] { return over_; })) {
    if (!IsDue()) continue;
    lock.unlock();
    DrawFrame();
    lock.lock();
  }
}

bool LiveView::IsDue() const {
  const bool ticks = parts_.clock.Mono() - drawn_ >= kClockTick;
  return (has_changed_ || ticks || terminal_->size() != size_) && terminal_->is_ours();
}

void LiveView::DrawFrame() {
  drawn_ = parts_.clock.Mono();
  size_ = terminal_->size();
  std::unique_lock lock(mutex_);
  has_changed_ = false;
  const Picture picture = model_.Now();
  const std::vector<std::string> lines = TakeLines();
  lock.unlock();
  if (terminal_->WasAway()) painter_.Restart();
  terminal_->Write(painter_.Paint(Layout(picture, size_, drawn_), lines, size_));
}

}  // namespace dashflow::cli
