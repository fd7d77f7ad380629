// SPDX-License-Identifier: Apache-2.0
#include "host/value/builder.h"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/floors.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

Value Number(int n) { return Value::EmptyObject().Set("n", n); }

Figure Chain(const std::string& name, int nodes, const std::string& store) {
  constexpr int kRuns = 2000;
  BenchHost host(store);
  const auto program = host.Load(ChainOf(nodes));
  const Value input = Number(0);
  const auto ours = [&] {
    return Microseconds([&] {
             for (int i = 0; i < kRuns; ++i) host.Run(program, input);
           }) /
           kRuns;
  };
  const auto floor = [&] {
    std::int64_t sum = 0;
    const double took = Microseconds([&] {
      for (int i = 0; i < kRuns; ++i) sum += PlainLoop(i, nodes);
    });
    return sum == 0 ? 0.0 : took / kRuns;
  };
  return Compare(name, "us/run", Better::kLess, ours, floor);
}

Figure TbbFloor() {
  constexpr int kRuns = 500;
  BenchHost host;
  const auto program = host.Load(ChainOf(10));
  const Value input = Number(0);
  TbbChain chain(10);
  const auto ours = [&] {
    return Microseconds([&] {
             for (int i = 0; i < kRuns; ++i) host.Run(program, input);
           }) /
           kRuns;
  };
  const auto floor = [&] {
    return Microseconds([&] {
             for (int i = 0; i < kRuns; ++i) chain.Run(i);
           }) /
           kRuns;
  };
  return Compare("chain10_tbb", "us/run", Better::kLess, ours, floor);
}

Figure Loop() {
  constexpr int kSteps = 10000;
  BenchHost host;
  const auto program = host.Load(LoopTo(kSteps));
  const Value input = Number(0);
  return Compare(
      "loop", "us/step", Better::kLess,
      [&] { return Microseconds([&] { host.Run(program, input); }) / kSteps; },
      [&] { return Microseconds([&] { PlainLoop(0, kSteps); }) / kSteps; });
}

Figure Fan(const std::string& name, int width) {
  constexpr int kRuns = 300;
  BenchHost host;
  const auto program = host.Load(FanOut(width));
  ArrayBuilder list;
  for (int i = 0; i < width; ++i) list.Add(i);
  const Value input = Number(0).Set("list", std::move(list).Build());
  return Compare(
      name, "us/run", Better::kLess,
      [&] {
        return Microseconds([&] {
                 for (int i = 0; i < kRuns; ++i) host.Run(program, input);
               }) /
               kRuns;
      },
      [&] {
        return Microseconds([&] {
                 for (int i = 0; i < kRuns; ++i) PlainLoop(i, width + 1);
               }) /
               kRuns;
      });
}

Figure Concurrent() {
  constexpr int kRuns = 1000;
  constexpr int kNodes = 10;
  BenchHost host;
  const auto program = host.Load(ChainOf(kNodes));
  const Value input = Number(0);
  const auto ours = [&] {
    std::vector<engine::RunHandle> handles;
    handles.reserve(kRuns);
    const double took = Microseconds([&] {
      for (int i = 0; i < kRuns; ++i) handles.push_back(host.Start(program, input));
      for (const auto& handle : handles) handle.Wait();
    });
    return kRuns * kNodes / took;
  };
  const auto floor = [&] {
    const double took = Microseconds([&] {
      for (int i = 0; i < kRuns; ++i) PlainLoop(i, kNodes);
    });
    return kRuns * kNodes / took;
  };
  return Compare("conc1000", "million steps/s", Better::kMore, ours, floor);
}

}  // namespace

std::vector<Case> EngineCases() {
  return {{"chain3", [] { return Chain("chain3", 3, ""); }},
          {"chain10", [] { return Chain("chain10", 10, ""); }},
          {"chain10_tbb", TbbFloor},
          {"loop", Loop},
          {"fanout5", [] { return Fan("fanout5", 5); }},
          {"fanout100", [] { return Fan("fanout100", 100); }},
          {"conc1000", Concurrent},
          {"chain10_memory", [] { return Chain("chain10_memory", 10, "memory"); }}};
}

}  // namespace dashflow::bench
