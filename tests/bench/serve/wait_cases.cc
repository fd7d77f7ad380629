// SPDX-License-Identifier: Apache-2.0
#include <compare>
#include <string>
#include <utility>

#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/floors.h"
#include "tests/bench/http/bare_server.h"
#include "tests/bench/serve/load.h"
#include "tests/bench/serve/memo.h"
#include "tests/bench/serve/peer_server.h"
#include "tests/bench/serve/serve_cases.h"
#include "tests/bench/serve/served_host.h"
#include "tests/bench/store/durable.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

constexpr int kWidth = 4;
constexpr int kAnswers = 10'000;
constexpr int kPasses = 3;

const Ask kWait{
    .target = "/runs/wait",
    .body = R"({"assistant_id":"flow","input":{"n":0,"list":[1,2,3,4]}})",
};

struct Setting {
  int clients = 1;
  bool is_durable = false;
  auto operator<=>(const Setting&) const = default;
};

struct Loads {
  Load ours;
  Load floor;
};

Load MedianOf(const std::vector<Load>& loads) {
  const auto median = [&loads](double Load::*member) {
    std::vector<double> values;
    for (const Load& load : loads) values.push_back(load.*member);
    return Median(std::move(values));
  };
  return {median(&Load::per_second), median(&Load::p50_ms), median(&Load::p99_ms)};
}

// In memory what the wire alone costs; else one durable row for each run, all clients' at once.
Load FloorOf(const Setting& setting, int answers) {
  if (!setting.is_durable) {
    const BareServer bare;
    return Drive(bare.port(), kWait, setting.clients, answers);
  }
  const sdk::testing::TemporaryFolder folder;
  const double rate = SqliteRows(folder.path(), answers, setting.clients, EntryBytes());
  const double each = setting.clients / rate * 1000;
  return {.per_second = rate, .p50_ms = each, .p99_ms = each};
}

Loads Measure(const Setting& setting) {
  const int answers = LessOf(setting.clients == 1 ? kAnswers / 4 : kAnswers, 50);
  const ServedHost host({.workflow = FanOut(kWidth), .is_durable = setting.is_durable});
  const auto ours = [&] { return Drive(host.port(), kWait, setting.clients, answers); };
  ours();
  std::vector<Load> our_loads;
  std::vector<Load> floors;
  for (int i = 0; i < LessOf(kPasses, 1); ++i) {
    our_loads.push_back(ours());
    floors.push_back(FloorOf(setting, answers));
  }
  return {MedianOf(our_loads), MedianOf(floors)};
}

Figure Rate(const std::string& name, const Loads& loads) {
  const double ours = loads.ours.per_second;
  const double floor = loads.floor.per_second;
  return {name, ours, "runs/s", floor, ours / floor};
}

Figure Time(const std::string& name, double ours, double floor) {
  return {name, ours, "ms", floor, floor / ours};
}

// The whole of two servers: what one does with as many clients.
Figure BesidePeer(const std::string& name, int clients) {
  const Load ours = [clients] {
    const ServedHost host({.workflow = FanOut(kWidth)});
    Drive(host.port(), kWait, clients, kAnswers / 4);
    return Drive(host.port(), kWait, clients, kAnswers);
  }();
  const PeerServer peer("langgraph-server");
  Drive(peer.port(), kWait, clients, clients);
  const Load theirs = Drive(peer.port(), kWait, clients, clients * 10);
  return Rate(name, {ours, theirs});
}

}  // namespace

std::vector<Case> WaitPeerCases() {
  std::vector<Case> cases;
  for (const int clients : {1, 16, 64}) {
    const std::string name = "peer_http_wait_" + std::to_string(clients);
    cases.push_back({name, [=] { return BesidePeer(name, clients); }});
  }
  return cases;
}

std::vector<Case> WaitCases() {
  const Memo<Setting, Loads> memo(Measure);
  std::vector<Case> cases;
  for (const bool is_durable : {false, true}) {
    for (const int clients : {1, 16, 64}) {
      const std::string name =
          std::string(is_durable ? "http_wait_sqlite_" : "http_wait_") + std::to_string(clients);
      const Setting setting{clients, is_durable};
      cases.push_back({name, [=] { return Rate(name, memo.Of(setting)); }});
      cases.push_back({name + "_p50", [=] {
                         const Loads& loads = memo.Of(setting);
                         return Time(name + "_p50", loads.ours.p50_ms, loads.floor.p50_ms);
                       }});
      cases.push_back({name + "_p99", [=] {
                         const Loads& loads = memo.Of(setting);
                         return Time(name + "_p99", loads.ours.p99_ms, loads.floor.p99_ms);
                       }});
    }
  }
  return cases;
}

}  // namespace dashflow::bench
