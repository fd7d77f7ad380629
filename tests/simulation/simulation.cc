// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/simulation.h"

#include "tests/simulation/check/invariants.h"
#include "tests/simulation/world/play.h"

namespace dashflow::simulation {
namespace {

std::string TextOf(const Flow& flow) {
  std::string text = flow.text;
  for (const auto& [name, part] : flow.parts) text += "--- # " + name + "\n" + part;
  return text;
}

std::vector<Broken> Judge(const Evidence& evidence) {
  std::vector<Broken> broken;
  for (const Invariant& invariant : Invariants()) {
    if (auto finding = invariant.check(evidence))
      broken.push_back({std::string(invariant.name), *std::move(finding)});
  }
  return broken;
}

}  // namespace

Report Simulate(const Settings& settings) {
  Dice dice(settings.seed);
  const Flow flow = RandomFlow(dice.Roll());
  const std::uint64_t calm = dice.Roll();
  Conditions conditions{.seed = dice.Roll(), .weather = RandomWeather(dice)};
  conditions.sabotage = settings.sabotage;
  conditions.keeps_trace = settings.keeps_trace;
  const Played undisturbed = Play(flow, {.seed = calm});
  Played disturbed = Play(flow, conditions);
  Report report;
  report.seed = settings.seed;
  report.moments = disturbed.moments;
  report.refused = disturbed.chronicle.refused;
  report.hosts = disturbed.hosts;
  report.broken = Judge({flow, disturbed.chronicle, undisturbed.chronicle});
  if (!settings.keeps_trace) return report;
  report.flow = TextOf(flow);
  report.trace = std::move(disturbed.trace);
  return report;
}

std::string Describe(const Report& report) {
  if (report.broken.empty()) return "";
  const std::string seed = std::to_string(report.seed);
  return "seed " + seed + ": " + report.broken.front().invariant + ": " +
         report.broken.front().finding + "; replay: tools/dev simulate --seed " + seed;
}

}  // namespace dashflow::simulation
