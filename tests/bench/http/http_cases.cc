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
#include "tests/bench/serve/serve_cases.h"

namespace dashflow::bench {
namespace {

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
  const int requests = LessOf(20'000, 320);
  const BareServer bare;
  return Compare(
      "http_ok", "requests/s", Better::kMore, [=] { return RequestsPerSecond(port, requests); },
      [&] { return RequestsPerSecond(bare.port(), requests); });
}

}  // namespace

std::vector<Case> HttpCases() {
  std::vector<Case> all = {{"http_ok", Ok}};
  for (const auto& cases : {WaitCases(), StreamCases(), QueueCases()})
    all.insert(all.end(), cases.begin(), cases.end());
  return all;
}

}  // namespace dashflow::bench
