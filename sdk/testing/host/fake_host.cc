// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>

#include <dashflow/glue/status.hpp>
#include <dashflow/testing/fake_host.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "host/expression_table.hpp"
#include "host/host_state.hpp"
#include "host/node_state.hpp"
#include "host/plugin_manifest.hpp"

namespace dashflow::sdk::testing {
namespace {

Entry Load(const std::filesystem::path& file) {
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  void* symbol = handle != nullptr ? dlsym(handle, DF_ENTRY_NAME) : nullptr;
  if (symbol == nullptr) throw std::runtime_error(dlerror());
  return reinterpret_cast<Entry>(symbol);
}

const df_node_type* FindType(const df_node_api* facet, std::string_view name) {
  for (std::uint32_t i = 0; facet != nullptr && i < facet->type_count; ++i) {
    if (ToView(facet->types[i]->name) == name) return facet->types[i];
  }
  return nullptr;
}

const df_reducer& FindReducer(const HostState& host, std::string_view name) {
  const auto* facet = host.Facet<df_reducer_api>(DF_ID_REDUCER);
  for (std::uint32_t i = 0; facet != nullptr && i < facet->reducer_count; ++i) {
    if (ToView(facet->reducers[i]->name) == name) return *facet->reducers[i];
  }
  throw std::invalid_argument("There is no reducer '" + std::string(name) + "'.");
}

}  // namespace

FakeNode::FakeNode(std::unique_ptr<NodeState> state) : state_(std::move(state)) {}
FakeNode::FakeNode(FakeNode&&) noexcept = default;
FakeNode::~FakeNode() = default;

FakeCall FakeNode::Call() const { return FakeCall(state_->NewCall()); }

FakeHost::FakeHost(Entry entry) : state_(std::make_unique<HostState>()) {
  state_->Enter(entry, "/proc/self/exe");
}

FakeHost::FakeHost(const std::filesystem::path& plugin) : state_(std::make_unique<HostState>()) {
  state_->Enter(Load(plugin), plugin);
}

FakeHost::~FakeHost() { SetProcessEvaluator(nullptr); }

const df_plugin& FakeHost::plugin() const { return state_->plugin(); }
ValueView FakeHost::manifest() const { return state_->manifest(); }
FakeClock& FakeHost::clock() { return state_->clock(); }
void FakeHost::SeedRandom(std::uint64_t seed) { state_->SeedRandom(seed); }
std::vector<FakeLogLine> FakeHost::log() const { return state_->log(); }
void FakeHost::SetLogLevel(LogLevel level) { state_->SetLogLevel(level); }
void FakeHost::SetEvaluator(Evaluator evaluator) { SetProcessEvaluator(std::move(evaluator)); }

FakeNode FakeHost::CreateWith(std::string_view type, ValueView config) {
  const std::string prefix = std::string(ToView(plugin().id)) + ".";
  const std::string_view name = type.starts_with(prefix) ? type.substr(prefix.size()) : "";
  const df_node_type* table = FindType(state_->Facet<df_node_api>(DF_ID_NODE), name);
  const ValueView description = FindNodeType(manifest(), name);
  if (table == nullptr || description.is_null()) {
    throw std::invalid_argument("There is no node type '" + std::string(type) + "'.");
  }
  return FakeNode(std::make_unique<NodeState>(*table, description, config, clock()));
}

FakeNode FakeHost::Create(std::string_view type, std::string_view config_json) {
  return CreateWith(type, Value::FromJson(config_json));
}

Value FakeHost::Reduce(std::string_view reducer, ValueView current, ValueView write) const {
  df_value raw{};
  const df_status status = FindReducer(*state_, reducer).reduce(&current.raw(), &write.raw(), &raw);
  Value result = Value::Adopt(raw);
  if (status != DF_OK) {
    throw Error(CategoryOf(status), "reduce_failed", std::string(result.text()));
  }
  return result;
}

Value FakeHost::ReducerStart(std::string_view reducer) const {
  return Value(ValueView(FindReducer(*state_, reducer).start));
}

const df_store_api* FakeHost::store() const { return state_->Facet<df_store_api>(DF_ID_STORE); }

const df_store_care_api* FakeHost::store_care() const {
  return state_->Facet<df_store_care_api>(DF_ID_STORE_CARE);
}

}  // namespace dashflow::sdk::testing
