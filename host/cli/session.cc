// SPDX-License-Identifier: Apache-2.0
#include "host/cli/session.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kDefaultStore = "sqlite:.dashflow/state.db";

}  // namespace

Session::Session(const Globals& globals, Parts parts)
    : globals_(globals), console_(globals), parts_(std::move(parts)) {}

Session::~Session() {
  engine_.reset();
  store_.reset();
}

std::string Session::store_url() const {
  return globals_.store.empty() ? std::string(kDefaultStore) : globals_.store;
}

plugin::PluginRegistry& Session::plugins() {
  if (!plugins_) plugins_ = parts_.make_plugins();
  return *plugins_;
}

Result<checkpoint::Store*> Session::StoreForReading() {
  if (!store_) {
    DF_ASSIGN(store_, plugins().OpenStore(store_url(), plugin::StoreAccess::kReadOnly));
    console_.SayMore("store: " + store_url());
  }
  return store_.get();
}

Result<checkpoint::Store*> Session::StoreForWriting() {
  if (!store_) {
    DF_ASSIGN(store_, plugins().OpenStore(store_url(), plugin::StoreAccess::kReadWrite));
    console_.Say("store: " + store_url());
  }
  return store_.get();
}

Result<engine::Engine*> Session::EngineOnStore() {
  if (!engine_) {
    DF_ASSIGN(checkpoint::Store * store, StoreForWriting());
    DF_ASSIGN(engine_, parts_.make_engine());
    engine_->UseStore(*store);
  }
  return engine_.get();
}

graph::WorkflowPtr Session::CompileWorkflow(graph::ParseReport parsed, const Value& params,
                                            Exit& exit) {
  const graph::CompileReport report =
      graph::Compile(std::move(parsed), {plugins(), plugins().reducers(), params});
  for (const Error& warning : report.warnings) console_.Warn(warning);
  if (!report.workflow) exit = console_.Fail(report.errors);
  return report.workflow;
}

}  // namespace dashflow::cli
