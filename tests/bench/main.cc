// SPDX-License-Identifier: Apache-2.0

// Measures the host beside its floors, and beside other programs for the same work:
// dashflow-bench [--json] [--peers] [--try] [NAME...]

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/bench/figures.h"

namespace {

using dashflow::bench::Case;
using dashflow::bench::Figure;

void Print(const Figure& figure, bool json) {
  const char* form =
      json ? "{\"name\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"floor\":%.6g,\"ratio\":%.4g}\n"
           : "%-30s %12.5g %-22s floor %12.5g   ratio %7.3g\n";
  std::printf(form, figure.name.c_str(), figure.value, figure.unit.c_str(), figure.floor,
              figure.ratio);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> names(argv + 1, argv + argc);
  const bool json = std::erase(names, "--json") > 0;
  if (std::erase(names, "--try") > 0) dashflow::bench::OnlyTry();
  const bool peers = std::erase(names, "--peers") > 0;
  std::vector<std::vector<Case>> groups = {
      dashflow::bench::EngineCases(),    dashflow::bench::StoreCases(),
      dashflow::bench::ServerCases(),    dashflow::bench::ScaleCases(),
      dashflow::bench::HostCases(),      dashflow::bench::HttpCases(),
      dashflow::bench::ExpressionCases()};
  if (peers) {
    groups.push_back(dashflow::bench::ExpressionPeerCases());
    groups.push_back(dashflow::bench::EnginePeerCases());
    groups.push_back(dashflow::bench::WaitPeerCases());
    groups.push_back(dashflow::bench::StorePeerCases());
  }
  for (const auto& cases : groups) {
    for (const Case& each : cases) {
      const bool wanted = names.empty() || std::ranges::find(names, each.name) != names.end();
      if (wanted) Print(each.measure(), json);
    }
  }
}
