// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/crash_view.h"

#include <fmt/format.h>

#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::cli {

Value CrashView(const checkpoint::CrashRecord& crash) {
  ObjectBuilder view;
  view.Add("count", static_cast<std::int64_t>(crash.crashes()));
  view.Add("node", crash.node());
  view.Add("suspects", static_cast<std::int64_t>(crash.tasks.size()));
  view.Add("cause", crash.cause);
  view.Add("time", event::FormatTime(crash.time));
  return std::move(view).Build();
}

std::string CrashText(const checkpoint::CrashRecord& crash) {
  std::string text = crash.crashes() == 0
                         ? fmt::format("under suspicion at {}", crash.node())
                         : fmt::format("crashed {}× at {}", crash.crashes(), crash.node());
  if (crash.tasks.size() > 1) text += fmt::format(" or {} others", crash.tasks.size() - 1);
  return text + fmt::format(" ({}; found {})", crash.cause, event::FormatTime(crash.time));
}

}  // namespace dashflow::cli
