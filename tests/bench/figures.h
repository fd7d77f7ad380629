// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/bench/measure.h"

namespace dashflow::bench {

struct Case {
  std::string name;
  std::function<Figure()> measure;
};

// What issue and README quote: engine figures without a store, and those of the stores.
std::vector<Case> EngineCases();
std::vector<Case> StoreCases();
// Stores on servers that `tools/dev services` started; none without DASHFLOW_SERVICES.
std::vector<Case> ServerCases();
// Large graphs, states and numbers of runs: what a superstep must not depend on.
std::vector<Case> ScaleCases();
// Starting the process, compiling a definition.
std::vector<Case> HostCases();
// Requests to the server; the floor is bare Beast. Runs, streams and queues of `dashflow serve`.
std::vector<Case> HttpCases();
// Evaluating CEL; the floor is the same in C++.
std::vector<Case> ExpressionCases();
// The same beside cel-go: with --peers only.
std::vector<Case> ExpressionPeerCases();
// POST /runs/wait beside the reference server (peer_http_wait_*).
std::vector<Case> WaitPeerCases();
// Durable runs beside LangGraph for Python with its savers.
std::vector<Case> StorePeerCases();
// Runs and compilation beside LangGraph for Python (peer_*) and for JavaScript (peer_js_*).
std::vector<Case> EnginePeerCases();

}  // namespace dashflow::bench
