// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/random.h"
#include "host/engine/engine.h"
#include "host/executor/tbb_executor.h"
#include "host/graph/definition.h"
#include "host/plugin/plugin_registry.h"
#include "host/plugin/service/host_services.h"

namespace dashflow::bench {

// A host as main.cc composes it, with the plugins of the build tree: nodes run through the ABI.
class BenchHost {
 public:
  // `store` as in --store; empty = none.
  explicit BenchHost(const std::string& store = "");
  ~BenchHost();

  graph::WorkflowPtr Compile(const std::string& yaml);
  graph::WorkflowPtr Compile(const graph::Definition& definition);
  engine::ProgramPtr Load(const std::string& yaml) { return engine_->Load(Compile(yaml)); }
  engine::ProgramPtr LoadFile(const std::string& path);
  // Runs to the end; the process ends with what went wrong when it is not done.
  void Run(const engine::ProgramPtr& program, const Value& input);
  // The same, and its output.
  Value Output(const engine::ProgramPtr& program, const Value& input);
  engine::RunHandle Start(const engine::ProgramPtr& program, const Value& input,
                          const engine::RunOptions& options = {});
  plugin::PluginRegistry& plugins() { return *plugins_; }
  checkpoint::Store& store() { return *store_; }

 private:
  graph::WorkflowPtr Compile(graph::ParseReport parsed);

  SystemClock clock_;
  SeededRandom random_{1};
  NullLog log_;
  plugin::HostServices services_{clock_, random_, log_, "bench"};
  std::unique_ptr<plugin::PluginRegistry> plugins_;
  std::unique_ptr<executor::TbbExecutor> executor_;
  std::unique_ptr<checkpoint::Store> store_;
  std::unique_ptr<engine::Engine> engine_;
};

// Ends the process with an error's words.
[[noreturn]] void Die(const Error& error);

}  // namespace dashflow::bench
