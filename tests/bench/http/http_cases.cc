// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/random.h"
#include "host/http/server.h"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/http/bare_server.h"
#include "tests/bench/http/load.h"

namespace dashflow::bench {
namespace {

constexpr int kRequests = 20'000;

Figure Ok() {
  const SystemClock clock;
  SeededRandom random(1);
  NullLog log;
  telemetry::Registry metrics;
  http::Options options;
  options.listen = {"127.0.0.1:0"};
  auto server = http::Server::Start(std::move(options), {clock, random, log, metrics}, {});
  if (server.has_error()) Die(server.error());
  const std::string& url = (*server)->urls().front();
  const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  const BareServer bare;
  return Compare(
      "http_ok", "requests/s", Better::kMore, [port] { return RequestsPerSecond(port, kRequests); },
      [&bare] { return RequestsPerSecond(bare.port(), kRequests); });
}

}  // namespace

std::vector<Case> HttpCases() { return {{"http_ok", Ok}}; }

}  // namespace dashflow::bench
