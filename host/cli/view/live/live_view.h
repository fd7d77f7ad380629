// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "host/base/clock.h"
#include "host/cli/stderr_log.h"
#include "host/cli/view/live/frame_painter.h"
#include "host/cli/view/live/run_model.h"
#include "host/cli/view/live/terminal.h"
#include "host/cli/view/progress.h"

namespace dashflow::cli {

// A run as a tree on the terminal, drawn by a thread of its own: an event only changes the model.
// Lines of the log go above the tree while it is there. Its last state stays. [any-thread], but
// Begin and End [serial]
class LiveView final : public Progress {
 public:
  struct Parts {
    const Clock& clock;
    StderrLog& log;
    int descriptor;  // CanDrawOn
    bool color;
  };
  // The parts outlive it. Draws nothing before Begin.
  LiveView(const graph::Workflow& workflow, const Parts& parts);
  ~LiveView() override { End(); }
  LiveView(const LiveView&) = delete;
  LiveView& operator=(const LiveView&) = delete;

  bool Wants(event::Type type) const override { return RunModel::Wants(type); }
  bool Take(const event::Event& event) override;
  void Begin() override;
  void End() override;

 private:
  void AddLine(std::string_view line);
  std::vector<std::string> TakeLines();
  void Loop();
  bool IsDue() const;
  void DrawFrame();

  const Parts parts_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  bool has_changed_ = true;
  RunModel model_;
  std::vector<std::string> lines_;  // for above the tree
  std::size_t lost_lines_ = 0;

  // The drawing thread's, and End's after it.
  std::optional<Terminal> terminal_;
  FramePainter painter_;
  MonoTime drawn_{};
  ScreenSize size_;

  std::thread thread_;
};

}  // namespace dashflow::cli
