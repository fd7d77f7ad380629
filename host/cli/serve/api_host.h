// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/api/service.h"
#include "host/cli/session.h"
#include "host/http/route.h"

namespace dashflow::cli {

// What the API of a host works with: the workflows of its configuration, its engine and its store.
// Outlives the server.
class ApiHost {
 public:
  ApiHost(Session& session, engine::Engine& engine, checkpoint::Store& store, Random& random);

  // Good as long as this.
  std::vector<http::Route> routes();

 private:
  api::Workflows workflows_;
  api::Service service_;
};

}  // namespace dashflow::cli
