// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "host/base/metric.h"
#include "host/checkpoint/thread_record.h"

// What an engine counts, for whoever wants to look. Nothing here is read by the engine itself.
namespace dashflow::engine {

// Of the runs of workflows that go by one label. [any-thread]
struct RunTally {
  enum Count : std::size_t { kStarted, kSteps, kQuestions, kLateResults, kCounts };
  void Ended(checkpoint::ThreadStatus status, std::size_t questions, double took);
  std::uint64_t finished(checkpoint::ThreadStatus status) const {
    return ends.value(static_cast<std::size_t>(status));
  }

  CrowdedCounters<kCounts> counts;
  CrowdedCounters<8> ends;  // by status
  Gauge active;
  Histogram seconds{kLatencyBounds};
};

// Of the tasks of one node type. [any-thread]
struct NodeTally {
  enum Count : std::size_t {
    kDone,
    kCached,       // done, without a call
    kInterrupted,  // it asked
    kFailed,
    kCancelled,
    kRetried,
    kTimedOut,
    kHandled,  // a handler took over after a failure
    kEntered,  // calls outside the step loop
    kLeft,
    kStuck,  // given up, and does not return
    kCounts
  };

  CrowdedCounters<kCounts> counts;
  // Of tasks outside the step loop. A look at the clock costs as much as those inside.
  Histogram seconds{kLatencyBounds};
};

// All tallies of an engine. They live as long as it. [any-thread]
class Tallies {
 public:
  // A workflow's label, out of a set that does not grow, by its name.
  using Label = std::function<std::string(std::string_view workflow)>;
  explicit Tallies(Label label) : label_(std::move(label)) {}

  RunTally& OfWorkflow(std::string_view name);
  NodeTally& OfType(std::string_view type);

  void VisitRuns(const std::function<void(const std::string& label, const RunTally&)>& take) const;
  void VisitNodes(const std::function<void(const std::string& type, const NodeTally&)>& take) const;

 private:
  const Label label_;
  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<RunTally>, std::less<>> runs_;
  std::map<std::string, std::unique_ptr<NodeTally>, std::less<>> nodes_;
};

}  // namespace dashflow::engine
