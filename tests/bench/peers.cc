// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/peers.h"

#include <cstdio>

#include "tests/bench/bench_host.h"

namespace dashflow::bench {

double PeerFigure(const std::string& peer, const std::string& workload, const std::string& answer) {
  const std::string command = DASHFLOW_BENCH_PEERS "/" + peer + " " + workload;
  std::FILE* const out = popen(command.c_str(), "r");
  double figure = 0;
  char printed[64] = "";
  const bool read = out != nullptr && std::fscanf(out, "%lf%63s", &figure, printed) >= 1;
  const bool ended = out != nullptr && pclose(out) == 0;
  if (!read || !ended)
    Die(Error("internal", "no figure from " + command).Cause("tools/dev bench --peers builds it"));
  if (!answer.empty() && answer != printed)
    Die(Error("internal", command + " answers " + printed + ", ours is " + answer));
  return figure;
}

}  // namespace dashflow::bench
