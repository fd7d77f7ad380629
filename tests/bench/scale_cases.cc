// SPDX-License-Identifier: Apache-2.0
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "host/value/builder.h"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRuns = 1000;  // at once
constexpr int kPauses = 10;  // in each of them, a millisecond long
constexpr double kPage = 4096;

Value Number(std::int64_t n) { return Value::EmptyObject().Set("n", n); }

double PerStep(BenchHost& host, const engine::ProgramPtr& program, const Value& input, int steps) {
  return Microseconds([&] { host.Run(program, input); }) / steps;
}

// A superstep of a large graph beside the same of a small one.
Figure GraphFlat() {
  constexpr int kSteps = 10000;
  BenchHost host("memory");
  const auto large = host.Load(LoopBeside(kSteps, 10000));
  const auto small = host.Load(LoopBeside(kSteps, 1));
  return Compare(
      "graph_flat", "us/step", Better::kLess,
      [&] { return PerStep(host, large, Number(0), kSteps); },
      [&] { return PerStep(host, small, Number(0), kSteps); }, 5);
}

// What a run of the second program takes more than one of the first, which stores the input and
// goes one step.
double PerFurtherStep(BenchHost& host, const std::pair<engine::ProgramPtr, engine::ProgramPtr>& run,
                      const Value& input, int further) {
  const double one = Microseconds([&] { host.Run(run.first, input); });
  return (Microseconds([&] { host.Run(run.second, input); }) - one) / further;
}

// A superstep of a thread with a large state, of which it changes a number, beside a small state.
Figure StateFlat() {
  constexpr int kSteps = 100'000;
  constexpr int kMegabyte = 1 << 20;
  BenchHost host("memory");
  const std::pair run(host.Load(LoopWithTexts(1)), host.Load(LoopWithTexts(kSteps + 1)));
  const auto with = [](std::size_t bytes) {
    Value input = Number(0);
    for (const char* name : {"a", "b", "c", "d"})
      input = std::move(input).Set(name, std::string(bytes, 'x'));
    return input;
  };
  const auto ours = [&] { return PerFurtherStep(host, run, with(kMegabyte), kSteps); };
  const auto floor = [&] { return PerFurtherStep(host, run, with(1), kSteps); };
  return Compare("state_flat", "us/step", Better::kLess, ours, floor, 5);
}

// Remembers when its run ended.
class Watch final : public event::Sink {
 public:
  bool Wants(event::Type type) const override { return type == event::Type::kRunFinished; }
  bool Take(const event::Event&) override {
    ended_ = Clock::now();
    return true;
  }
  double Milliseconds() const {
    return std::chrono::duration<double, std::milli>(ended_ - begun_).count();
  }

 private:
  Clock::time_point begun_ = Clock::now();
  Clock::time_point ended_;
};

double SlowestOfAHundred(BenchHost& host, const engine::ProgramPtr& program) {
  std::vector<std::unique_ptr<Watch>> watches;
  std::vector<engine::RunHandle> handles;
  for (int i = 0; i < kRuns; ++i) {
    engine::RunOptions options;
    options.sink = watches.emplace_back(std::make_unique<Watch>()).get();
    handles.push_back(host.Start(program, Number(0), options));
  }
  for (const auto& handle : handles) handle.Wait();
  std::vector<double> took;
  for (const auto& watch : watches) took.push_back(watch->Milliseconds());
  std::ranges::sort(took);
  return took[kRuns * 99 / 100];
}

// A thousand runs at once: of a hundred all but the slowest have ended by then. The floor is what
// their nodes wait.
Figure Slowest() {
  BenchHost host("memory");
  const auto program = host.Load(PausesOf(kPauses, 1));
  return Compare(
      "conc1000_p99", "ms", Better::kLess, [&] { return SlowestOfAHundred(host, program); },
      [] { return double{kPauses}; }, 5);
}

double BytesInUse() { return static_cast<double>(mallinfo2().uordblks); }

// What a run that waits takes of memory, its part of the store included, beside one page.
Figure Memory() {
  constexpr int kLong = 500;  // ms
  const auto ours = [] {
    BenchHost host("memory");
    const auto program = host.Load(PausesOf(1, kLong));
    const double before = BytesInUse();
    std::vector<engine::RunHandle> handles;
    for (int i = 0; i < kRuns; ++i) handles.push_back(host.Start(program, Number(0)));
    const double taken = BytesInUse() - before;
    for (const auto& handle : handles) handle.Wait();
    return taken / kRuns;
  };
  return Compare(
      "conc1000_memory", "bytes/run", Better::kLess, ours, [] { return kPage; }, 1);
}

}  // namespace

std::vector<Case> ScaleCases() {
  return {{"graph_flat", GraphFlat},
          {"state_flat", StateFlat},
          {"conc1000_p99", Slowest},
          {"conc1000_memory", Memory}};
}

}  // namespace dashflow::bench
