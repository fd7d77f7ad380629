// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/recovery_view.h"

#include <fmt/format.h>

#include "host/cli/runs/crash_view.h"
#include "host/cli/threads/retention.h"
#include "host/engine/record/announcer.h"

namespace dashflow::cli {
namespace {

Value About(std::string_view what, const checkpoint::ThreadRecord& thread) {
  return Value::EmptyObject()
      .Set("recovery", what)
      .Set("thread", thread.id)
      .Set("run", thread.run)
      .Set("workflow", thread.workflow);
}

}  // namespace

void RecoveryView::Continued(const checkpoint::ThreadRecord& thread,
                             const checkpoint::CrashRecord* crash) {
  Value view = About("continued", thread);
  std::string text = fmt::format("continues thread {} ({})", thread.id, thread.workflow);
  if (crash != nullptr) {
    view = std::move(view).Set("crashes", CrashView(*crash));
    text += ": " + CrashText(*crash);
  }
  Print(view, text);
}

void RecoveryView::Left(const std::string& thread, const Error& why) {
  Print(Value::EmptyObject()
            .Set("recovery", "left")
            .Set("thread", thread)
            .Set("error", engine::ErrorValue(why)),
        fmt::format("leaves thread {}: [{}] {} · next: dashflow resume {}", thread, why.code(),
                    why.message(), thread));
}

void RecoveryView::Parked(const checkpoint::ThreadRecord& thread,
                          const checkpoint::CrashRecord& crash) {
  Print(About("parked", thread).Set("crashes", CrashView(crash)),
        fmt::format("parked: thread {}: {} · next: dashflow runs retry {}", thread.id,
                    CrashText(crash), thread.id));
}

void RecoveryView::Ended(std::string_view thread, std::string_view run, std::string_view status) {
  Print(Value::EmptyObject()
            .Set("recovery", "ended")
            .Set("thread", thread)
            .Set("run", run)
            .Set("status", status),
        fmt::format("thread {} {}", thread, status));
}

void RecoveryView::Swept(const Result<retention::Swept>& swept) const {
  if (swept.has_value())
    return Print(SweptView(*swept).Set("retention", "swept"), SweptText(*swept));
  Print(Value::EmptyObject()
            .Set("retention", "failed")
            .Set("error", engine::ErrorValue(swept.error())),
        fmt::format("retention: [{}] {}", swept.error().code(), swept.error().message()));
}

void RecoveryView::Ready(std::size_t unfinished) const {
  Print(Value::EmptyObject()
            .Set("recovery", "ready")
            .Set("unfinished", static_cast<std::int64_t>(unfinished)),
        fmt::format("the host is up, runs to continue: {}", unfinished));
}

void RecoveryView::Print(const Value& view, const std::string& text) const {
  const std::lock_guard lock(mutex_);
  console_.json() ? console_.JsonLine(view) : console_.Say(text);
}

}  // namespace dashflow::cli
