// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bench_host.h"

#include <cstdio>
#include <cstdlib>

#include "host/graph/compiler.h"
#include "host/graph/definition.h"
#include "host/plugin/file/search_path.h"

namespace dashflow::bench {
namespace {

const engine::RunResult& Done(const engine::RunHandle& handle) {
  const engine::RunResult& result = handle.Wait();
  if (result.error) Die(*result.error);
  return result;
}

}  // namespace

void Die(const Error& error) {
  std::fprintf(stderr, "%s: %s (%s)\n", error.code().c_str(), error.message().c_str(),
               error.cause().c_str());
  std::exit(1);
}

BenchHost::BenchHost(const std::string& store) {
  plugin::SearchPathParts parts = plugin::SearchPathOfProcess();
  parts.flags.emplace_back(DASHFLOW_BENCH_PLUGINS);
  plugins_ = std::make_unique<plugin::PluginRegistry>(plugin::PluginSearchPath(parts), services_);
  executor_ = executor::TbbExecutor::Create().value();
  engine_ = std::make_unique<engine::Engine>(engine::Services{clock_, random_, *executor_, log_});
  if (store.empty()) return;
  auto opened = plugins_->OpenStore(store, plugin::StoreAccess::kReadWrite);
  if (opened.has_error()) Die(opened.error());
  store_ = std::move(opened).value();
  engine_->UseStore(*store_);
}

BenchHost::~BenchHost() = default;

graph::WorkflowPtr BenchHost::Compile(graph::ParseReport parsed) {
  const graph::CompileReport report =
      graph::Compile(std::move(parsed), {*plugins_, plugins_->reducers(), Value::EmptyObject()});
  if (!report.errors.empty()) Die(report.errors.front());
  return report.workflow;
}

graph::WorkflowPtr BenchHost::Compile(const std::string& yaml) {
  return Compile(graph::ParseDefinition("bench.yaml", yaml));
}

engine::ProgramPtr BenchHost::LoadFile(const std::string& path) {
  return engine_->Load(Compile(graph::ReadDefinition(path)));
}

graph::WorkflowPtr BenchHost::Compile(const graph::Definition& definition) {
  const graph::CompileReport report =
      graph::Compile(definition, {*plugins_, plugins_->reducers(), Value::EmptyObject()});
  if (!report.workflow) Die(report.errors.front());
  return report.workflow;
}

engine::RunHandle BenchHost::Start(const engine::ProgramPtr& program, const Value& input,
                                   const engine::RunOptions& options) {
  engine::RunRequest request;
  request.options = options;
  request.input = input;
  auto started = engine_->Start(program, std::move(request));
  if (started.has_error()) Die(started.error());
  return std::move(started).value();
}

void BenchHost::Run(const engine::ProgramPtr& program, const Value& input) {
  Done(Start(program, input));
}

Value BenchHost::Output(const engine::ProgramPtr& program, const Value& input) {
  const engine::RunHandle handle = Start(program, input);
  return Done(handle).output;
}

}  // namespace dashflow::bench
