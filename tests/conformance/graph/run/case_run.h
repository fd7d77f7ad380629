// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/conformance/graph/case_file.h"
#include "tests/conformance/graph/run/case_host.h"
#include "tests/conformance/graph/run/recorder.h"
#include "tests/conformance/graph/run/state_view.h"

namespace dashflow::cases {

// Drives one case: a workflow, an engine and a store of its own.
class CaseRun {
 public:
  CaseRun(CaseHost& host, const GraphCase& one, std::string store, std::filesystem::path folder)
      : host_(host), case_(one), store_kind_(std::move(store)), folder_(std::move(folder)) {}

  // Empty: the case passes. Else the first thing that differs.
  std::string Run();

 private:
  std::string Start();
  Result<graph::WorkflowPtr> FindSubgraph(std::string_view name) const;
  std::string Expect(const Value& step, const Value& expected);
  std::string ExpectRun(const Value& step, const Value& expected);
  std::string ExpectValue(const Result<Value>& found, const Value& expected) const;
  Result<engine::RunRequest> RequestOf(const Value& step) const;
  Result<std::vector<engine::Answer>> AnswersOf(const Value& step) const;
  Value Shown(const engine::RunResult& result, const Recorder& recorder) const;
  Value Calls() const;
  Value Inputs(std::string_view node) const;
  // The checkpoint that `at` means: an entry of the thread's last history.
  Result<std::optional<checkpoint::Position>> AtOf(const Value& step) const;
  Value OutputKeys() const;  // null = all
  std::vector<std::string> NodeOrder() const;
  Result<ThreadView> ViewOf(const Value& step) const;
  std::string ExpectView(const Value& step, const Value& expected);
  std::string ExpectHistory(const Value& step, const ThreadView& view, const Value& expected);
  Result<Value> Update(const Value& step);
  Result<Value> UpdateBulk(const Value& step);

  CaseHost& host_;
  const GraphCase& case_;
  const std::string store_kind_;
  const std::filesystem::path folder_;
  std::unique_ptr<checkpoint::Store> store_;
  std::unique_ptr<engine::Engine> engine_;
  engine::ProgramPtr program_;
  Starts starts_;
  std::map<std::string, std::vector<engine::WaitingQuestion>> questions_;  // by thread
  std::map<std::string, std::vector<checkpoint::Position>> histories_;     // the last, by thread
};

}  // namespace dashflow::cases
