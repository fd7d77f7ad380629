// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/event/event.h"

namespace dashflow::cli {

// Shows a run while it is under way.
class Progress : public event::Sink {
 public:
  // From here on nobody else writes to the terminal.
  virtual void Begin() {}
  // The run has ended, or never began: others may write again.
  virtual void End() {}
};

}  // namespace dashflow::cli
