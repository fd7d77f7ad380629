// SPDX-License-Identifier: Apache-2.0
#include "host/testing/test_run.h"

#include <algorithm>
#include <utility>

#include "host/base/random.h"
#include "host/engine/engine.h"
#include "host/engine/failure/expiry.h"
#include "host/executor/seeded_executor.h"
#include "host/testing/compare.h"
#include "host/testing/observer.h"
#include "host/testing/stage.h"

namespace dashflow::testing {
namespace {

using checkpoint::ThreadStatus;

constexpr int kMostRounds = 1000;               // of answers: a workflow may ask for ever
constexpr std::chrono::milliseconds kGrace{5};  // for nodes that complete from threads of their own

Value ParamsOf(const graph::TestDefinition& test) {
  Value params = Value::EmptyObject();
  for (const auto& param : test.params)
    params = std::move(params).Set(param.name.name, param.value);
  return params;
}

std::vector<engine::Answer> AnswersOf(const graph::TestDefinition& test,
                                      const std::vector<engine::WaitingQuestion>& questions) {
  std::vector<engine::Answer> answers;
  for (const auto& question : questions) {
    const auto given = std::ranges::find(test.answers, question.node,
                                         [](const auto& answer) { return answer.name.name; });
    if (given != test.answers.end()) answers.push_back({question.asked.id, given->value});
  }
  return answers;
}

Ending EndingOf(const engine::RunResult& result) {
  return {std::string(checkpoint::StatusName(result.status)), result.output, result.error};
}

// An engine of its own for one case.
class Rehearsal {
 public:
  Rehearsal(const graph::TestDefinition& test, const Bench& bench)
      : test_(test),
        executor_({.seed = bench.seed, .grace = kGrace}),
        loan_(bench.plugin_clock, executor_.clock()),
        random_(bench.seed),
        engine_(engine::Services{executor_.clock(), random_, executor_, bench.log}) {}

  std::vector<std::string> Run(const graph::Workflow& workflow, checkpoint::Store& store) {
    engine_.UseStore(store);
    stage_ = std::make_unique<Stage>(workflow, test_, executor_.clock());
    const auto program = engine_.Load(stage_->workflow());
    const auto ended =
        Answered(program, Start(program, test_.input.value_or(Value::EmptyObject())));
    const Ending ending =
        ended.has_value() ? EndingOf(*ended) : Ending{"failed", {}, ended.error()};
    return Differences(test_.expect, ending, observer_);
  }

 private:
  Result<engine::RunResult> Start(const engine::ProgramPtr& program, const Value& input) {
    engine::RunRequest request;
    request.input = input;
    request.options.sink = &observer_;
    DF_ASSIGN(const auto handle, engine_.Start(program, std::move(request)));
    return handle.Wait();
  }

  Result<engine::RunResult> Resume(const engine::ProgramPtr& program, const std::string& thread,
                                   std::vector<engine::Answer> answers) {
    engine::RunRequest request;
    request.thread = thread;
    request.answers = std::move(answers);
    request.options.sink = &observer_;
    DF_ASSIGN(const auto handle, engine_.Start(program, std::move(request)));
    return handle.Wait();
  }

  // Goes on as long as there is a question that the case answers, or that expires.
  Result<engine::RunResult> Answered(const engine::ProgramPtr& program,
                                     Result<engine::RunResult> result) {
    for (int round = 0; round < kMostRounds; ++round) {
      if (result.has_error() || result->status != ThreadStatus::kWaiting) break;
      auto answers = AnswersOf(test_, result->questions);
      if (answers.empty() && !WaitForExpiry(result->questions)) break;
      result = Resume(program, std::string(result->thread), std::move(answers));
    }
    return result;
  }

  // Nobody answers: the time passes until a question expires, if one does.
  bool WaitForExpiry(const std::vector<engine::WaitingQuestion>& questions) {
    const auto expiry = engine::FirstExpiry(questions);
    if (!expiry) return false;
    executor_.Pass(*expiry - executor_.clock().Now());
    return true;
  }

  const graph::TestDefinition& test_;
  executor::SeededExecutor executor_;
  const PluginClock::Loan loan_;  // while there is an executor
  SeededRandom random_;
  Observer observer_;
  std::unique_ptr<Stage> stage_;  // outlives the engine, whose programs use it
  engine::Engine engine_;
};

std::string Words(const Error& error) { return error.code() + ": " + error.message(); }

std::vector<std::string> DifferencesOf(const graph::Definition& definition,
                                       const graph::TestDefinition& test, const Bench& bench) {
  const auto compiled = graph::Compile(definition, {bench.types, bench.reducers, ParamsOf(test)});
  if (!compiled.workflow) {
    return {compiled.errors.empty() ? "the workflow has mistakes" : Words(compiled.errors.front())};
  }
  const auto store = bench.make_store();
  if (store.has_error()) return {Words(store.error())};
  return Rehearsal(test, bench).Run(*compiled.workflow, *store.value());
}

}  // namespace

TestResult RunTest(const graph::Definition& definition, const graph::TestDefinition& test,
                   const Bench& bench) {
  const auto begun = std::chrono::steady_clock::now();
  TestResult result{test.name.name, DifferencesOf(definition, test, bench), {}};
  result.real_time = std::chrono::steady_clock::now() - begun;
  return result;
}

}  // namespace dashflow::testing
