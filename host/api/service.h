// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "host/api/workflows/workflows.h"
#include "host/base/clock.h"
#include "host/base/random.h"
#include "host/checkpoint/store.h"
#include "host/engine/engine.h"

namespace dashflow::api {

class Meter;
class RunDesk;
class ThreadChannels;
class Timetable;
class WebhookSender;

// What the handlers of all routes work with. All of it outlives the server. [any-thread]
struct Service {
  engine::Engine& engine;
  checkpoint::Store& store;  // the engine's
  const Clock& clock;
  Random& random;
  Workflows& workflows;
  std::string version{};    // of the program, for GET /info
  WallTime started{};       // since when the workflows are served
  double item_minutes = 0;  // that an item lives without a time of its own; 0 = for ever
  // Whether a thread has a run that waits or is under way; unset = as the engine's records say.
  std::function<bool(const std::string& thread)> has_open_run{};
  std::shared_ptr<Meter> meter{};              // null = nothing is counted
  std::shared_ptr<RunDesk> desk{};             // where runs are ordered (runs/desk_of.h)
  std::shared_ptr<ThreadChannels> channels{};  // of threads that clients follow
  std::shared_ptr<Timetable> timetable{};      // null = nothing is done by the clock
  std::shared_ptr<WebhookSender> webhooks{};   // null = none is called
};

}  // namespace dashflow::api
