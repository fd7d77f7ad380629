// SPDX-License-Identifier: Apache-2.0
#include "host/cli/living/tail.h"

#include <thread>

#include "host/checkpoint/directory.h"
#include "host/cli/guest/stop_flag.h"
#include "host/cli/living/run_follower.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

constexpr std::chrono::milliseconds kPause{200};

std::string LineOf(const Value& event) {
  const auto text = [&event](std::string_view name) {
    const Value* value = event.Find(name);
    if (value == nullptr) return std::string();
    return value->is_string() ? std::string(value->as_text()) : ToJson(*value);
  };
  std::string line = text("time") + "  " + text("thread") + "  " + text("event");
  for (const char* name : {"workflow", "step", "source", "next", "status", "error"}) {
    if (const std::string value = text(name); !value.empty()) line += " " + value;
  }
  return line;
}

Status Follow(Session& session, const std::string& name) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForReading());
  std::string thread;
  if (!name.empty()) {
    DF_ASSIGN(const auto record, checkpoint::Directory(*store).Find(name));
    thread = record.id;
  }
  const StopFlag stop(session);
  RunFollower follower(*store, thread, [&session](const Value& event) {
    session.console().DataText(event, LineOf(event));
  });
  DF_TRY(follower.Begin(session.clock().Now()));
  session.console().Say("following " + (thread.empty() ? "all threads" : "thread " + thread));
  for (; !stop.is_set(); std::this_thread::sleep_for(kPause))
    DF_TRY(follower.Look(session.clock().Now()));
  return Ok();
}

}  // namespace

Exit Tail(Session& session, const std::string& thread) {
  const Status done = Follow(session, thread);
  return done.has_error() ? session.console().Fail(done.error()) : Exit::kInterrupted;
}

}  // namespace dashflow::cli
