// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.h>

#include <cstdint>
#include <dashflow/testing/fake_call.hpp>
#include <dashflow/testing/fake_clock.hpp>
#include <dashflow/testing/live_values.hpp>
#include <dashflow/testing/print.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace dashflow::sdk::testing {

class HostState;
class NodeState;

using Entry = const df_plugin* (*)(const df_host*) noexcept;

// A node of a workflow. Must not outlive its host.
class FakeNode {
 public:
  explicit FakeNode(std::unique_ptr<NodeState> state);
  FakeNode(FakeNode&&) noexcept;
  ~FakeNode();

  // A run of this node. Runs of one node may go on at once when its concurrency class says so.
  FakeCall Call() const;

 private:
  std::unique_ptr<NodeState> state_;
};

// A host for unit tests of a plugin: its services are simple, recorded, and hold no thread and no
// real time. One at a time in a process. It knows the ports of node types from the manifest; it
// fills in the defaults of a config schema but does not check configs against it.
class FakeHost {
 public:
  // Enters a plugin that is linked into the test: FakeHost host(dashflow_plugin_entry_1);
  // Throws std::runtime_error when it refuses, or has no manifest.
  explicit FakeHost(Entry entry);
  // The same for a shared object.
  explicit FakeHost(const std::filesystem::path& plugin);
  ~FakeHost();

  const df_plugin& plugin() const;
  // The plugin's manifest, parsed.
  ValueView manifest() const;

  // A node of type <plugin>.<type>, its config as JSON text or as a value. Throws sdk::Error when
  // the node's constructor refuses the config, std::invalid_argument when there is no such type.
  FakeNode Create(std::string_view type, std::string_view config_json = "{}");
  FakeNode CreateWith(std::string_view type, ValueView config);

  // `current` joined with `write` by the plugin's reducer of that name. Throws sdk::Error when it
  // refuses.
  Value Reduce(std::string_view reducer, ValueView current, ValueView write) const;
  Value ReducerStart(std::string_view reducer) const;
  // The plugin's store, or null.
  const df_store_api* store() const;
  // What that does for itself, or null.
  const df_store_care_api* store_care() const;

  FakeClock& clock();
  void SeedRandom(std::uint64_t seed);
  // Log lines so far; lines below the level are not taken. [any-thread]
  std::vector<FakeLogLine> log() const;
  void SetLogLevel(LogLevel level);

  // Stands in for CEL: what an expression's source gives, with the channels of the call. Throw
  // sdk::Error to fail. Without one, every expression fails to compile.
  using Channels = std::function<Value(std::string_view name)>;
  using Evaluator =
      std::function<Value(std::string_view source, const Channels& channels, ValueView extra)>;
  void SetEvaluator(Evaluator evaluator);

 private:
  std::unique_ptr<HostState> state_;
};

}  // namespace dashflow::sdk::testing
