// SPDX-License-Identifier: Apache-2.0
#include "host/testing/compare.h"

#include "host/value/json.h"

namespace dashflow::testing {
namespace {

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return "[" + text + "]";
}

std::string Shown(const Value* value) { return value == nullptr ? "nothing" : ToJson(*value); }

// Collects the differences of one case.
class Comparison {
 public:
  Comparison(const graph::ExpectDefinition& expected, const Ending& ending,
             const Observer& observed)
      : expected_(expected), ending_(ending), observed_(observed) {}

  std::vector<std::string> Run() {
    CompareStatus();
    CompareError();
    CompareOutput();
    for (const auto& runs : expected_.runs) CompareRuns(runs);
    ComparePath();
    for (const auto& held : expected_.state) CompareChannel(held);
    return std::move(differences_);
  }

 private:
  void Differs(const std::string& what, const std::string& found, const std::string& expected) {
    differences_.push_back(what + " is " + found + ", expected " + expected);
  }

  std::string Reason() const {
    return ending_.error ? " (" + ending_.error->code() + ": " + ending_.error->message() + ")"
                         : "";
  }

  void CompareStatus() {
    const std::string fallback = expected_.error.empty() ? "done" : "";
    const std::string& wanted = expected_.status.empty() ? fallback : expected_.status;
    if (!wanted.empty() && ending_.status != wanted)
      Differs("the status", ending_.status + Reason(), wanted);
  }

  void CompareError() {
    if (expected_.error.empty()) return;
    const std::string found = ending_.error ? ending_.error->code() : "none";
    if (found != expected_.error) Differs("the error", found + Reason(), expected_.error);
  }

  void CompareOutput() {
    if (expected_.output && ending_.output != *expected_.output)
      Differs("the output", ToJson(ending_.output), ToJson(*expected_.output));
  }

  void CompareRuns(const graph::RunCount& runs) {
    const std::int64_t found = observed_.runs(runs.node.name);
    if (found != runs.count) {
      Differs("the number of runs of node '" + runs.node.name + "'", std::to_string(found),
              std::to_string(runs.count));
    }
  }

  void ComparePath() {
    if (expected_.path.empty()) return;
    std::vector<std::string> wanted;
    for (const auto& node : expected_.path) wanted.push_back(node.name);
    if (observed_.path() != wanted) Differs("the path", Joined(observed_.path()), Joined(wanted));
  }

  void CompareChannel(const graph::NamedValue& held) {
    const Value* found = observed_.state().Find(held.name.name);
    if (found == nullptr || *found != held.value)
      Differs("channel '" + held.name.name + "'", Shown(found), ToJson(held.value));
  }

  const graph::ExpectDefinition& expected_;
  const Ending& ending_;
  const Observer& observed_;
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> Differences(const graph::ExpectDefinition& expected, const Ending& ending,
                                     const Observer& observed) {
  return Comparison(expected, ending, observed).Run();
}

}  // namespace dashflow::testing
