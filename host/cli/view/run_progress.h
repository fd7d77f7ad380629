// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "host/cli/console.h"
#include "host/cli/view/progress.h"

namespace dashflow::cli {

// Which events a run shows: with --json one line each, else a line for each superstep and for what
// went wrong.
class RunProgress final : public Progress {
 public:
  // `streamed`: names of CLI.md, or empty for the usual ones. Error usage for an unknown name.
  static Result<RunProgress> Create(const Console& console,
                                    const std::vector<std::string>& streamed);

  bool Wants(event::Type type) const override { return wanted_[static_cast<std::size_t>(type)]; }
  bool Take(const event::Event& event) override;

 private:
  explicit RunProgress(const Console& console) : console_(console) {}
  void Line(const event::Event& event);

  const Console& console_;
  bool wanted_[event::kTypeCount] = {};
};

}  // namespace dashflow::cli
