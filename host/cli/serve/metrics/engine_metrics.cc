// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/metrics/engine_metrics.h"

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace dashflow::cli {
namespace {

using checkpoint::ThreadStatus;
using engine::NodeTally;
using engine::RunTally;
using engine::Tallies;
using telemetry::Collect;
using telemetry::Registry;
using telemetry::Sample;
using Samples = std::vector<Sample>;

constexpr std::array kEnds{ThreadStatus::kDone, ThreadStatus::kWaiting, ThreadStatus::kFailed,
                           ThreadStatus::kCancelled, ThreadStatus::kTimeout};

constexpr std::array<std::pair<NodeTally::Count, const char*>, 5> kOutcomes{
    {{NodeTally::kDone, "done"},
     {NodeTally::kCached, "cached"},
     {NodeTally::kInterrupted, "interrupted"},
     {NodeTally::kFailed, "failed"},
     {NodeTally::kCancelled, "cancelled"}}};

// A sample of each workflow.
Collect OfRuns(const Tallies& tallies, std::function<Sample(const RunTally&)> sample_of) {
  return [&tallies, sample_of = std::move(sample_of)] {
    Samples samples;
    tallies.VisitRuns([&](const std::string& label, const RunTally& tally) {
      samples.push_back(sample_of(tally));
      samples.back().labels = {label};
    });
    return samples;
  };
}

Collect OfRuns(const Tallies& tallies, RunTally::Count count) {
  return OfRuns(tallies, [count](const RunTally& tally) {
    return Sample{.labels = {}, .value = static_cast<double>(tally.counts.value(count))};
  });
}

Samples Ends(const Tallies& tallies) {
  Samples samples;
  tallies.VisitRuns([&](const std::string& label, const RunTally& tally) {
    for (const ThreadStatus status : kEnds)
      samples.push_back({{label, std::string(checkpoint::StatusName(status))},
                         static_cast<double>(tally.finished(status))});
  });
  return samples;
}

// A sample of each node type.
Collect OfNodes(const Tallies& tallies, std::function<Sample(const NodeTally&)> sample_of) {
  return [&tallies, sample_of = std::move(sample_of)] {
    Samples samples;
    tallies.VisitNodes([&](const std::string& type, const NodeTally& tally) {
      samples.push_back(sample_of(tally));
      samples.back().labels = {type};
    });
    return samples;
  };
}

Collect OfNodes(const Tallies& tallies, NodeTally::Count count) {
  return OfNodes(tallies, [count](const NodeTally& tally) {
    return Sample{.labels = {}, .value = static_cast<double>(tally.counts.value(count))};
  });
}

Samples Outcomes(const Tallies& tallies) {
  Samples samples;
  tallies.VisitNodes([&](const std::string& type, const NodeTally& tally) {
    for (const auto& [count, name] : kOutcomes)
      samples.push_back({{type, name}, static_cast<double>(tally.counts.value(count))});
  });
  return samples;
}

// The calls that have begun are read last, so that there are never fewer than have ended.
Sample InFlight(const NodeTally& tally) {
  const auto left = static_cast<double>(tally.counts.value(NodeTally::kLeft));
  return {{}, static_cast<double>(tally.counts.value(NodeTally::kEntered)) - left};
}

void AddRuns(Registry& registry, const Tallies& tallies) {
  registry.Collected("dashflow_runs_started_total", "Runs begun or continued",
                     OfRuns(tallies, RunTally::kStarted), {"workflow"});
  registry.Collected("dashflow_runs_finished_total", "Runs that have ended",
                     [&] { return Ends(tallies); }, {"workflow", "status"});
  registry.Collected("dashflow_runs_active", "Runs under way",
                     OfRuns(tallies,
                            [](const RunTally& tally) {
                              return Sample{{}, static_cast<double>(tally.active.value())};
                            }),
                     {"workflow"});
  registry.CollectedHistograms("dashflow_run_seconds", "Time from the start of a run to its end",
                               OfRuns(tallies,
                                      [](const RunTally& tally) {
                                        return Sample{{}, 0, &tally.seconds};
                                      }),
                               {"workflow"});
  registry.Collected("dashflow_steps_total", "Supersteps", OfRuns(tallies, RunTally::kSteps),
                     {"workflow"});
  registry.Collected("dashflow_interrupts_total", "Questions with which runs ended",
                     OfRuns(tallies, RunTally::kQuestions), {"workflow"});
  registry.Collected("dashflow_node_late_results_total",
                     "Results of nodes that came after they were given up",
                     OfRuns(tallies, RunTally::kLateResults), {"workflow"});
}

void AddNodes(Registry& registry, const Tallies& tallies) {
  registry.Collected("dashflow_nodes_total", "Tasks that have ended",
                     [&] { return Outcomes(tallies); }, {"type", "outcome"});
  registry.CollectedHistograms(
      "dashflow_node_seconds",
      "Time from the first start of a task to its end, with its retries; of node types that block "
      "or compute",
      OfNodes(tallies,
              [](const NodeTally& tally) {
                return Sample{{}, 0, &tally.seconds};
              }),
      {"type"});
  registry.Collected("dashflow_node_calls_in_flight", "Calls of nodes that are on a thread",
                     OfNodes(tallies, InFlight), {"type"});
  registry.Collected("dashflow_node_retries_total", "Attempts that another one followed",
                     OfNodes(tallies, NodeTally::kRetried), {"type"});
  registry.Collected("dashflow_node_timeouts_total", "Attempts that were given up in time",
                     OfNodes(tallies, NodeTally::kTimedOut), {"type"});
  registry.Collected("dashflow_node_handled_total", "Failures that a handler took over",
                     OfNodes(tallies, NodeTally::kHandled), {"type"});
  registry.Collected("dashflow_node_stuck_total",
                     "Nodes that were given up, and had not returned after the grace",
                     OfNodes(tallies, NodeTally::kStuck), {"type"});
}

Collect Now(engine::Engine& engine, std::size_t engine::Engine::Occupancy::*member) {
  return [&engine, member] {
    return Samples{{{}, static_cast<double>(engine.occupancy().*member)}};
  };
}

}  // namespace

void AddEngine(Registry& registry, engine::Engine& engine) {
  using Occupancy = engine::Engine::Occupancy;
  AddRuns(registry, *engine.tallies());
  AddNodes(registry, *engine.tallies());
  registry.Collected("dashflow_engine_programs", "Compiled workflows that are kept",
                     Now(engine, &Occupancy::programs));
  registry.Collected("dashflow_engine_busy_threads",
                     "Threads of the store that something is done with",
                     Now(engine, &Occupancy::threads));
  registry.Collected("dashflow_engine_stuck_nodes", "Nodes that go on though they were given up",
                     Now(engine, &Occupancy::strays));
}

}  // namespace dashflow::cli
