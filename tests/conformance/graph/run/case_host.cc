// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/case_host.h"

#include <utility>

#include "host/graph/definition.h"

namespace dashflow::cases {
namespace {

std::vector<plugin::SearchFolder> FoldersOf(const std::vector<std::string>& paths) {
  std::vector<plugin::SearchFolder> folders;
  for (const std::string& path : paths) folders.push_back({path, true});
  return folders;
}

std::string OfCase(std::string text, const std::filesystem::path& folder) {
  const std::size_t at = text.find("{}");
  if (at != std::string::npos) text.replace(at, 2, folder.filename().string());
  return text;
}

std::string AddressOf(const std::string& kind, const std::filesystem::path& folder) {
  if (kind == "sqlite" || kind == "file") return kind + ":" + (folder / "cases").string();
  return OfCase(kind, folder);
}

}  // namespace

CaseHost::CaseHost(const std::vector<std::string>& plugin_folders, Settings settings)
    : settings_(std::move(settings)),
      random_(1),
      services_(plugin_clock_, random_, log_, "1.0.0"),
      plugins_(FoldersOf(plugin_folders), services_),
      executor_(executor::TbbExecutor::Create({.workers = 4}).value()) {}

graph::CompileReport CaseHost::Compile(const std::filesystem::path& definition) const {
  return graph::Compile(graph::ReadDefinition(definition.string()),
                        {plugins_, plugins_.reducers(), Value::EmptyObject()});
}

std::unique_ptr<engine::Engine> CaseHost::MakeEngine(checkpoint::Store* store) {
  auto engine =
      std::make_unique<engine::Engine>(engine::Services{clock_, random_, *executor_, log_});
  if (store != nullptr) engine->UseStore(*store);
  return engine;
}

Result<std::unique_ptr<checkpoint::Store>> CaseHost::OpenStore(
    const std::string& kind, const std::filesystem::path& folder) const {
  Value settings = Value::EmptyObject();
  for (const auto& [name, text] : settings_)
    settings = std::move(settings).Set(name, OfCase(text, folder));
  return plugins_.OpenStore(AddressOf(kind, folder), plugin::StoreAccess::kReadWrite, settings);
}

}  // namespace dashflow::cases
