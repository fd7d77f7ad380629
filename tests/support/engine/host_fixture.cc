// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/host_fixture.h"

#include "host/executor/tbb_executor.h"
#include "host/value/json.h"

namespace dashflow::testing {
namespace {

std::unique_ptr<executor::Executor> MakeExecutor(HostFixture::On on, std::uint64_t seed) {
  if (on == HostFixture::On::kTbb) return executor::TbbExecutor::Create({.workers = 2}).value();
  return std::make_unique<executor::SeededExecutor>(executor::SeededOptions{.seed = seed});
}

}  // namespace

HostFixture::HostFixture(On on, std::uint64_t seed)
    : executor_(MakeExecutor(on, seed)), random_(seed) {
  Restart();
}

HostFixture::~HostFixture() = default;

void HostFixture::Restart() {
  engine_ = std::make_unique<engine::Engine>(
      engine::Services{executor_->clock(), random_, *executor_, log});
  engine_->UseWorkflows([this](std::string_view name) -> Result<graph::WorkflowPtr> {
    return types.CompileNamed(name);
  });
  if (store_ != nullptr) engine_->UseStore(*store_);
}

void HostFixture::Pass(std::chrono::nanoseconds time) {
  dynamic_cast<executor::SeededExecutor&>(*executor_).Pass(time);
}

void HostFixture::UseStore(checkpoint::Store& store) {
  store_ = &store;
  engine_->UseStore(store);
}

Result<engine::RunResult> HostFixture::Try(const std::string& yaml, engine::RunRequest request) {
  const engine::ProgramPtr program = engine_->Load(types.Compile(yaml));
  DF_ASSIGN(const engine::RunHandle handle, engine_->Start(program, std::move(request)));
  return handle.Wait();
}

engine::RunResult HostFixture::Run(const std::string& yaml, std::string_view input,
                                   engine::RunOptions options) {
  return RunOn("", yaml, input, options);
}

engine::RunResult HostFixture::RunOn(const std::string& thread, const std::string& yaml,
                                     std::string_view input, engine::RunOptions options) {
  engine::RunRequest request;
  request.thread = thread;
  request.input = Json(input);
  request.options = options;
  return Try(yaml, std::move(request)).value();
}

engine::RunResult HostFixture::Resume(const std::string& thread, const std::string& yaml,
                                      std::vector<engine::Answer> answers,
                                      engine::RunOptions options) {
  engine::RunRequest request;
  request.thread = thread;
  request.answers = std::move(answers);
  request.options = options;
  return Try(yaml, std::move(request)).value();
}

Value Json(std::string_view text) { return ParseJson(text).value(); }

}  // namespace dashflow::testing
