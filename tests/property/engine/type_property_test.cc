// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using graph::Call;
using graph::Outcome;

const std::string kRound = R"(
dashflow: 1
name: round
state: {log: {reduce: append}}
nodes:
  a: {type: test.a}
  b: {type: test.b}
  c: {type: test.c}
edges: [START -> a -> b -> c -> a]
)";

// A version and from which other majors it goes on, as they are installed.
struct Installed {
  int major;
  int minor;
  bool migrates;
};

Installed VersionOf(std::uint8_t drawn) { return {drawn % 3, drawn / 3 % 4, drawn >= 128}; }

std::string TextOf(const Installed& version) {
  return std::to_string(version.major) + "." + std::to_string(version.minor) + ".0";
}

// Each node asks, so that a thread waits at each in turn.
class Round {
 public:
  Round() { host_.UseStore(store_); }

  void Install(const std::string& type, const Installed& version) {
    installed[type] = version;
    testing::TypeShape shape;
    shape.outputs = {"log"};
    shape.version = TextOf(version);
    if (version.migrates) shape.migrates_from = "<= " + TextOf(version);
    host_.types.Add(type, shape, [](Call& call) {
      const Value* answer = call.Interrupt({}, {});
      if (answer == nullptr) return Outcome::kInterrupted;
      return call.Emit(0, *answer), Outcome::kDone;
    });
  }
  void Restart() { host_.Restart(); }
  void Begin() { host_.RunOn("t", kRound, "{}"); }
  // The error's code; empty = it went on.
  std::string Answer() {
    RunRequest request;
    request.thread = "t";
    request.answers.push_back({"", 1});
    const auto result = host_.Try(kRound, std::move(request));
    return result.has_value() ? "" : result.error().code();
  }

  std::map<std::string, Installed> installed;

 private:
  testing::MapStore store_;
  testing::HostFixture host_;
};

bool GoesOn(const Installed& now, const Installed& then) {
  const bool older = then.major < now.major || (then.major == now.major && then.minor <= now.minor);
  return then.major == now.major || (now.migrates && older);
}

// A thread goes on exactly when each type that it has run does, from the version it last ran in.
RC_GTEST_PROP(TypeVersionProperty, AThreadGoesOnWhereEachTypeDoes,
              (const std::vector<std::pair<std::uint8_t, std::uint8_t>>& upgrades)) {
  const std::vector<std::string> types = {"test.a", "test.b", "test.c"};
  Round round;
  for (const std::string& type : types) round.Install(type, VersionOf(1));
  round.Begin();
  std::map<std::string, Installed> known = {{types[0], VersionOf(1)}};
  std::size_t waits = 0;
  for (const auto& [which, drawn] : upgrades) {
    round.Restart();
    round.Install(types[which % 3], VersionOf(drawn));
    bool goes_on = true;
    for (const auto& [type, then] : known) goes_on &= GoesOn(round.installed[type], then);
    RC_ASSERT(round.Answer() == (goes_on ? "" : "node_type_changed"));
    if (!goes_on) continue;
    known[types[waits % 3]] = round.installed[types[waits % 3]];
    ++waits;
    known[types[waits % 3]] = round.installed[types[waits % 3]];
  }
}

}  // namespace
}  // namespace dashflow::engine
