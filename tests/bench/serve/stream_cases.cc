// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <string>
#include <thread>

#include "tests/bench/serve/bare_teller.h"
#include "tests/bench/serve/client.h"
#include "tests/bench/serve/memo.h"
#include "tests/bench/serve/readers.h"
#include "tests/bench/serve/serve_cases.h"
#include "tests/bench/serve/served_host.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

constexpr int kEvents = 20;
constexpr int kEveryMs = 250;
constexpr double kAimKilobytes = 4;  // a reader

struct Cost {
  double idle_kb = 0;  // a reader, of the server's memory
  double busy_kb = 0;
  double p99_ms = 0;
};

double FloorMs(std::size_t readers, int events) {
  BareTeller teller(readers);
  const Readers heard(teller.port(), "hello", readers);
  for (int i = 0; i < events; ++i) {
    teller.Tell();
    std::this_thread::sleep_for(std::chrono::milliseconds(kEveryMs));
  }
  return heard.AwaitP99(static_cast<std::size_t>(events));
}

Cost Measure(const std::size_t& readers) {
  const int events = LessOf(kEvents, 2);
  const ServedHost host(
      {.workflow = TellEvery(events, kEveryMs), .more_settings = "server: {connections: 10000}\n"});
  Client client(host.port());
  const std::string thread =
      MemberIn(client.Get({.target = "/threads", .body = "{}"}), "thread_id");
  const std::string at = "/threads/" + thread;
  const double before = host.Kilobytes();
  const auto each = [&] { return (host.Kilobytes() - before) / static_cast<double>(readers); };
  const Readers all(host.port(), TextOf({.target = at + "/stream"}), readers);
  Cost cost{.idle_kb = each()};
  client.Get({.target = at + "/runs",
              .body = R"({"assistant_id":"flow","input":{"n":0},"stream_mode":["custom"]})"});
  cost.p99_ms = all.AwaitP99(static_cast<std::size_t>(events));
  cost.busy_kb = each();
  return cost;
}

using StreamMemo = Memo<std::size_t, Cost>;

Figure Memory(const std::string& name, double kilobytes) {
  return {name, kilobytes, "KB/reader", kAimKilobytes, kAimKilobytes / kilobytes};
}

Figure Late(const std::string& name, double ours, double floor) {
  return {name, ours, "ms", floor, floor / ours};
}

void Add(std::vector<Case>& cases, const StreamMemo& memo, const std::string& suffix, int count) {
  const auto readers = static_cast<std::size_t>(LessOf(count, 8));
  const std::string idle = "sse_idle_kb" + suffix;
  const std::string busy = "sse_kb" + suffix;
  const std::string late = "sse_p99_ms" + suffix;
  cases.push_back({idle, [=] { return Memory(idle, memo.Of(readers).idle_kb); }});
  cases.push_back({busy, [=] { return Memory(busy, memo.Of(readers).busy_kb); }});
  cases.push_back({late, [=] {
                     const double floor = FloorMs(readers, LessOf(kEvents, 2));
                     return Late(late, memo.Of(readers).p99_ms, floor);
                   }});
}

}  // namespace

std::vector<Case> StreamCases() {
  const StreamMemo memo(Measure);
  std::vector<Case> cases;
  Add(cases, memo, "", 1000);
  Add(cases, memo, "_5000", 5000);
  return cases;
}

}  // namespace dashflow::bench
