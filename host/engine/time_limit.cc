// SPDX-License-Identifier: Apache-2.0
#include "host/engine/time_limit.h"

#include "host/engine/run.h"
#include "host/engine/task/cancel.h"

namespace dashflow::engine {
namespace {

void OverBody(executor::Token token) noexcept {
  const std::unique_ptr<RunPtr> held(static_cast<RunPtr*>(token.run));
  RequestStop(**held, Stop::kTimeout);
}

}  // namespace

TimeLimit::TimeLimit(Run& run, MonoTime when)
    : executor_(run.services.executor),
      held_(new RunPtr(&run)),
      timer_(executor_.At(when, {held_, 0, 0}, OverBody)) {}

TimeLimit::~TimeLimit() {
  if (executor_.CancelTimer(timer_)) delete held_;
}

}  // namespace dashflow::engine
