// SPDX-License-Identifier: Apache-2.0
#include <boost/crc.hpp>
#include <cstdio>
#include <fstream>
#include <memory>

#include "host/graph/compiler.h"
#include "host/graph/definition.h"
#include "host/value/json.h"
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/peer_workflows.h"
#include "tests/bench/peers.h"

namespace dashflow::bench {
namespace {

constexpr int kPasses = 3;
constexpr int kNodes = 1000;  // of the graph that is compiled
constexpr int kMostRuns = 100;
constexpr double kMostMicroseconds = 50'000;

// Size and CRC of the answer, as the peers print them.
std::string PrintOf(const Value& answer) {
  const std::string text = ToJson(answer);
  boost::crc_32_type crc;
  crc.process_bytes(text.data(), text.size());
  char digits[9];
  std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(crc.checksum()));
  return std::to_string(text.size()) + ":" + digits;
}

double MeanOfRuns(const std::function<void()>& run) {
  int runs = 0;
  double took = 0;
  for (; runs < kMostRuns && took < kMostMicroseconds; ++runs) took += Microseconds(run);
  return took / runs;
}

struct Peer {
  std::string name;    // of the program
  std::string prefix;  // of the figures
};

Figure CompareCompile(const std::string& name, const Peer& peer, BenchHost& host,
                      const std::function<void()>& compile) {
  const auto nodes = static_cast<std::int64_t>(host.Compile(SequenceOf(kNodes))->nodes.size());
  return Compare(
      name, "us", Better::kLess, [&] { return MeanOfRuns(compile); },
      [&] { return PeerFigure(peer.name, "compile_1000", PrintOf(nodes)); }, kPasses);
}

engine::ProgramPtr Load(BenchHost& host, const Workload& work) {
  const std::string text = work.workflow + "durability: exit\n";
  if (work.inner.empty()) return host.Load(text);
  const sdk::testing::TemporaryFolder folder;
  std::ofstream(folder.path() + "/outer.yaml") << text;
  std::ofstream(folder.path() + "/inner.yaml") << work.inner;
  return host.LoadFile(folder.path() + "/outer.yaml");
}

// `saves`: every run is stored, at its end, as the peers do.
Figure Beside(const Peer& peer, const Workload& work, bool saves) {
  BenchHost host(saves ? "memory" : "");
  const auto program = Load(host, work);
  const std::string answer = PrintOf(work.answer(host.Output(program, work.input)));
  const std::string workload = work.name + (saves ? "_checkpoint" : "");
  return Compare(
      peer.prefix + workload, "us/run", Better::kLess,
      [&] { return MeanOfRuns([&] { host.Run(program, work.input); }); },
      [&] { return PeerFigure(peer.name, workload, answer); }, kPasses);
}

// As the peers build theirs from calls, without a text: from the definition that a text was read
// into.
Figure CompileBeside(const Peer& peer) {
  BenchHost host;
  const auto parsed = graph::ParseDefinition("bench.yaml", SequenceOf(kNodes));
  const auto compile = [&] { host.Compile(*parsed.definition); };
  return CompareCompile(peer.prefix + "compile_1000", peer, host, compile);
}

Figure LoadBeside(const Peer& peer) {
  BenchHost host;
  const std::string text = SequenceOf(kNodes);
  const auto load = [&] { host.Compile(text); };
  return CompareCompile(peer.prefix + "load_1000", peer, host, load);
}

void AddCases(const Peer& peer, std::vector<Case>& cases) {
  for (const Workload& work : PeerWorkloads()) {
    cases.push_back({peer.prefix + work.name, [=] { return Beside(peer, work, false); }});
    cases.push_back(
        {peer.prefix + work.name + "_checkpoint", [=] { return Beside(peer, work, true); }});
  }
  cases.push_back({peer.prefix + "compile_1000", [=] { return CompileBeside(peer); }});
  cases.push_back({peer.prefix + "load_1000", [=] { return LoadBeside(peer); }});
}

}  // namespace

std::vector<Case> EnginePeerCases() {
  std::vector<Case> cases;
  AddCases({"langgraph-py", "peer_"}, cases);
  AddCases({"langgraph-js", "peer_js_"}, cases);
  return cases;
}

}  // namespace dashflow::bench
