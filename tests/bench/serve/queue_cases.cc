// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/bench_host.h"
#include "tests/bench/process.h"
#include "tests/bench/serve/load.h"
#include "tests/bench/serve/memo.h"
#include "tests/bench/serve/serve_cases.h"
#include "tests/bench/serve/served_host.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

using Clock = std::chrono::steady_clock;

Figure ServeStart() {
  const ServedHost::Options options{.workflow = FanOut(4)};
  return Compare(
      "serve_start", "ms", Better::kLess, [&] { return ServedHost(options).started_ms(); },
      [] { return ProcessMs({"/bin/true"}); });
}

Ask Order(const std::string& target, int n) {
  return {.target = target,
          .body = R"({"assistant_id":"flow","input":{"n":)" + std::to_string(n) + "}}"};
}

struct Queue {
  double kilobytes = 0;  // a run that waits
  double seconds = 0;    // until all have ended, from when the first may begin
};

// As many runs as the host lets run at once hold the others for a while.
Queue Measure(const int& runs) {
  const std::chrono::milliseconds hold(LessOf(8000, 200));
  const int at_once = LessOf(100, 1);
  const ServedHost host({.workflow = HeldBelowZero(static_cast<int>(hold.count())),
                         .more_settings = "limits: {runs: " + std::to_string(at_once) + "}\n"});
  Client client(host.port());
  client.Get(Order("/runs/wait", 0));
  Drive(host.port(), Order("/runs", -1), 1, at_once);
  const auto free = Clock::now() + hold;
  const double before = host.Kilobytes();
  Drive(host.port(), Order("/runs", 0), 16, runs);
  Queue queue{.kilobytes = (host.Kilobytes() - before) / runs};
  if (!OnlyTries() && Clock::now() > free)
    Die(Error("internal", "the queue was not held long enough"));
  client.Get(Order("/runs/wait", 0));  // behind all others
  queue.seconds = std::chrono::duration<double>(Clock::now() - free).count();
  return queue;
}

// The same runs without a server.
double EngineSeconds(int runs) {
  BenchHost host("memory");
  const auto program = host.Load(HeldBelowZero(1));
  std::vector<engine::RunHandle> handles;
  const Value input = Value::EmptyObject().Set("n", 0);
  return Microseconds([&] {
           for (int i = 0; i < runs; ++i) handles.push_back(host.Start(program, input));
           for (const auto& handle : handles) handle.Wait();
         }) /
         1e6;
}

using QueueMemo = Memo<int, Queue>;

Figure Waiting(const QueueMemo& memo, int runs) {
  constexpr double kPage = 4;
  const double ours = memo.Of(runs).kilobytes;
  return {"queued_10000_kb", ours, "KB/run", kPage, kPage / ours};
}

Figure Draining(const QueueMemo& memo, int runs) {
  const double ours = memo.Of(runs).seconds;
  const double floor = EngineSeconds(runs);
  return {"queued_10000_s", ours, "s", floor, floor / ours};
}

}  // namespace

std::vector<Case> QueueCases() {
  const QueueMemo memo(Measure);
  const int runs = LessOf(10'000, 20);
  return {{"serve_start", ServeStart},
          {"queued_10000_kb", [=] { return Waiting(memo, runs); }},
          {"queued_10000_s", [=] { return Draining(memo, runs); }}};
}

}  // namespace dashflow::bench
