// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "host/base/random.h"
#include "host/cli/session.h"
#include "host/http/route.h"

namespace dashflow::cli {

// Runs the commands that clients elsewhere hand over (README.md, Over a server), each on a thread
// of its own. Outlives the server.
class RemoteDesk {
 public:
  // `engine`: of the session. All outlive it.
  RemoteDesk(Session& session, engine::Engine& engine, Random& random);
  ~RemoteDesk();
  RemoteDesk(const RemoteDesk&) = delete;

  // Good as long as this.
  std::vector<http::Route> routes();
  // Takes no more, interrupts those under way, and waits for their ends. Not to be called by one.
  void Stop();

 private:
  class Served;

  void Begin(const http::Request& request, http::Reply reply);
  void Raise(const http::Request& request, http::Reply reply);
  Status CheckRoom();

  Session& session_;
  engine::Engine& engine_;
  Random& random_;
  std::mutex mutex_;  // of what follows
  bool stopped_ = false;
  std::list<std::unique_ptr<Served>> served_;
};

}  // namespace dashflow::cli
