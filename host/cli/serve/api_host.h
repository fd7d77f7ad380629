// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "host/api/service.h"
#include "host/cli/serve/reload/workflow_watch.h"
#include "host/cli/session.h"
#include "host/http/route.h"
#include "host/telemetry/registry.h"

namespace dashflow::cli {

// What the API of a host works with: the workflows of its configuration, its engine and its store.
// Outlives the server.
class ApiHost {
 public:
  struct Parts {
    engine::Engine& engine;
    checkpoint::Store& store;  // the engine's
    Random& random;
    telemetry::Registry& metrics;
    std::shared_ptr<api::WorkflowLabels> labels;
  };
  ApiHost(Session& session, const Parts& parts);
  ~ApiHost();
  ApiHost(const ApiHost&) = delete;

  // Good as long as this.
  std::vector<http::Route> routes();
  // Takes up the runs that clients have ordered: those that were under way are heard of from now
  // on. Warns of workflows that cannot be served. Errors: those of the store. REQUIRES: no run yet.
  Status Open();
  // Reads the workflows; the first mistake of each that cannot be served. [any-thread]
  std::vector<Error> Check();
  // Begins with the runs that wait, and with what is done by the clock. REQUIRES: those that were
  // under way are being continued.
  void Start();
  // No run begins any more. Not to be called by a run.
  void Stop();

 private:
  Log& log_;
  const std::shared_ptr<api::Meter> meter_;
  api::Workflows workflows_;
  api::Service service_;
  std::optional<WorkflowWatch> watch_;
};

}  // namespace dashflow::cli
