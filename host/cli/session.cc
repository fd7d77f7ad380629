// SPDX-License-Identifier: Apache-2.0
#include "host/cli/session.h"

#include <filesystem>

#include "host/base/shown_address.h"
#include "host/checkpoint/sealing/open_sealed.h"
#include "host/checkpoint/upkeep/identity.h"
#include "host/checkpoint/upkeep/unfinished_copy.h"
#include "host/cli/db/store_keys.h"
#include "host/cli/guest/callers.h"
#include "host/config/quantity.h"
#include "host/plugin/crash/crash_report.h"

namespace dashflow::cli {
namespace {

checkpoint::Sealing SealingFor(plugin::StoreAccess access) {
  return access == plugin::StoreAccess::kReadWrite ? checkpoint::Sealing::kIfEmpty
                                                   : checkpoint::Sealing::kAsItIs;
}

Error NotServed(const std::string& name) {
  return Error("file_not_found", "the host has no workflow '" + name + "'")
      .Operation("find workflow")
      .Resource(name)
      .Cause("over a server workflows go by their names in its configuration")
      .Fix("name one of those that `dashflow config show --server …` lists under workflows");
}

}  // namespace

Session::Session(const Globals& globals, const Console& console,
                 const settings::SettingsReport& settings, Parts parts)
    : globals_(globals),
      console_(console),
      settings_(settings),
      parts_(std::move(parts)),
      live_settings_(settings.settings, parts_.read_settings),
      workflow_files_(std::make_unique<NamedFiles>(settings.settings)) {}

Session::Session(const Globals& globals, const Console& console, Interrupts& interrupts,
                 Session& host, std::string folder)
    : globals_(globals),
      console_(console),
      settings_(host.settings_),
      parts_{host.parts_.clock, host.parts_.plugin_clock, host.parts_.log, interrupts, {}, {}, {}},
      live_settings_(settings::Settings(), {}),
      host_(&host),
      folder_(std::move(folder)) {}

Session::~Session() {
  LetGo();
  engine_.reset();
  patient_.reset();
  counting_.reset();
  plugin::MarkCrashesIn(nullptr);
  store_.reset();
  reading_.reset();
}

std::shared_ptr<const settings::Settings> Session::settings_now() const {
  return is_guest() ? host_->settings_now() : live_settings_.Now();
}

settings::Reload Session::ReadSettingsAgain() {
  if (is_guest()) return host_->ReadSettingsAgain();
  settings::Reload reload = live_settings_.ReadAgain();
  workflow_files_->Use(*live_settings_.Now());
  return reload;
}

std::string Session::store_url() const { return StoreUrl(settings_.settings.Text("store")); }

std::string Session::StoreUrl(const std::string& name) const {
  const Value* named = settings_.settings.Find("stores." + name);
  if (named == nullptr) return name;
  return std::string((named->is_object() ? *named->Find("url") : *named).as_text());
}

Value Session::StoreSettings(const std::string& name) const {
  const Value* named = settings_.settings.Find("stores." + name);
  return named != nullptr && named->is_object() ? *named : Value::EmptyObject();
}

Value Session::store_settings() const {
  return WithoutKeys(StoreSettings(settings_.settings.Text("store")));
}

Result<checkpoint::KeyRing> Session::StoreKeys() const {
  return KeysOf(StoreSettings(settings_.settings.Text("store")));
}

Result<std::unique_ptr<checkpoint::Store>> Session::OpenStore(const std::string& name,
                                                              plugin::StoreAccess access) {
  const Value settings = StoreSettings(name);
  DF_ASSIGN(const auto keys, KeysOf(settings));
  DF_ASSIGN(auto store, plugins().OpenStore(StoreUrl(name), access, WithoutKeys(settings)));
  return checkpoint::OpenSealed(std::move(store), keys, SealingFor(access));
}

Result<std::unique_ptr<checkpoint::Store>> Session::OpenCopy(const std::string& url,
                                                             plugin::StoreAccess access) {
  DF_ASSIGN(const auto keys, StoreKeys());
  DF_ASSIGN(auto store, plugins().OpenStore(url, access));
  return checkpoint::OpenSealed(std::move(store), keys, SealingFor(access));
}

bool Session::HasStrays() { return engine_ && engine_->HasStrays(); }

void Session::LetGo() { listener_.reset(); }

Result<std::string> Session::PathOf(const std::string& path) const {
  if (!is_guest()) return path;
  if (!is_remote()) return (std::filesystem::path(folder_) / path).string();
  return Error("usage", "a command from elsewhere has no file here")
      .Operation("open file")
      .Resource(path)
      .Fix("give what is in the file");
}

Result<std::string> Session::WorkflowFile(const std::string& name) const {
  const std::string named = workflow_files().Find(name);
  const auto file = PathOf(name);
  if (file.has_error()) return named.empty() ? Result<std::string>(NotServed(name)) : named;
  std::error_code problem;
  return named.empty() || std::filesystem::exists(*file, problem) ? file.value() : named;
}

graph::ParseReport Session::ReadWorkflow(const std::string& name) const {
  const auto file = WorkflowFile(name);
  if (file.has_value()) return graph::ReadDefinition(*file, named_workflows());
  graph::ParseReport report;
  report.errors.push_back(file.error());
  return report;
}

NamedFiles& Session::workflow_files() const {
  return is_guest() ? host_->workflow_files() : *workflow_files_;
}

graph::NamedWorkflows Session::named_workflows() const {
  return [this](const std::string& name) { return workflow_files().Find(name); };
}

plugin::PluginRegistry& Session::plugins() {
  if (is_guest()) return host_->plugins();
  const std::lock_guard lock(making_);
  if (!plugins_) plugins_ = parts_.make_plugins();
  return *plugins_;
}

Result<checkpoint::Store*> Session::StoreForReading() {
  if (is_guest()) return host_->StoreForWriting();
  if (store_) return store_.get();
  if (!reading_) {
    DF_ASSIGN(reading_, OpenWhole(plugin::StoreAccess::kReadOnly));
    console_.SayMore("store: " + ShownAddress(store_url()));
  }
  return reading_.get();
}

Result<checkpoint::Store*> Session::StoreForWriting() {
  if (is_guest()) return host_->StoreForWriting();
  const std::lock_guard lock(making_);
  if (!store_) {
    DF_ASSIGN(store_, OpenWhole(plugin::StoreAccess::kReadWrite));
    DF_TRY(checkpoint::GiveIdentity(*store_));
    console_.Say("store: " + ShownAddress(store_url()));
    listener_ = ListenForCallers(*this);
  }
  return store_.get();
}

Result<std::unique_ptr<checkpoint::Store>> Session::OpenWhole(plugin::StoreAccess access) {
  DF_ASSIGN(auto store, OpenStore(settings_.settings.Text("store"), access));
  DF_TRY(checkpoint::CheckComplete(*store));
  return store;
}

Result<engine::Engine*> Session::EngineOnStore() {
  if (is_guest()) return host_->EngineOnStore();
  const std::lock_guard lock(making_);
  if (!engine_) {
    DF_ASSIGN(checkpoint::Store * store, StoreForWriting());
    DF_TRY(MakeEngine());
    engine_->UseStore(Patient(counting_ ? *counting_ : *store));
  }
  return engine_.get();
}

Result<checkpoint::CountingStore*> Session::CountStore() {
  const std::lock_guard lock(making_);
  DF_ASSIGN(checkpoint::Store * store, StoreForWriting());
  if (!counting_) counting_ = std::make_unique<checkpoint::CountingStore>(*store, clock());
  return counting_.get();
}

checkpoint::Store& Session::Patient(checkpoint::Store& store) {
  if (store.durability() == checkpoint::DurabilityClass::kNone) return store;
  checkpoint::Patience patience;
  const auto budget = config::ParseDuration(settings_.settings.Text("store_patience"));
  if (budget.has_value()) patience.budget = budget.value();
  patient_ = std::make_unique<checkpoint::PatientStore>(store, patience, parts_.log);
  return *patient_;
}

void Session::OnTakeUp(TakeUp take_up) {
  const std::lock_guard lock(making_);
  take_up_ = std::move(take_up);
}

void Session::UseLivingHost(LivingHost* host) {
  const std::lock_guard lock(making_);
  living_host_ = host;
}

Result<LivingHost*> Session::living_host() {
  if (is_guest()) return host_->living_host();
  const std::lock_guard lock(making_);
  if (living_host_ != nullptr) return living_host_;
  return Error("no_host", "no host serves this store")
      .Operation("find host")
      .Resource(ShownAddress(store_url()));
}

bool Session::Continues(const std::string& thread) {
  if (is_guest()) return host_->Continues(thread);
  const std::lock_guard lock(making_);
  if (!take_up_) return false;
  take_up_(thread);
  return true;
}

std::optional<std::string> Session::StoreTrouble() const {
  auto held_up = patient_ ? patient_->Trouble() : std::nullopt;
  if (held_up || !store_) return held_up;
  const checkpoint::StoreCode code =
      store_->Get(checkpoint::kIdentitySpace, "", [](const auto&) { return true; });
  if (code == checkpoint::StoreCode::kOk || code == checkpoint::StoreCode::kNotFound)
    return std::nullopt;
  return store_->Reason();
}

void Session::GiveUpWaiting() {
  const std::lock_guard lock(making_);
  if (patient_) patient_->GiveUp();
}

void Session::OnKeysChanged(std::function<void()> call) {
  const std::lock_guard lock(making_);
  on_keys_changed_ = std::move(call);
}

void Session::KeysChanged() {
  if (is_guest()) return host_->KeysChanged();
  const std::lock_guard lock(making_);
  if (on_keys_changed_) on_keys_changed_();
}

recovery::InFlightTable& Session::NoteInFlight(std::unique_ptr<recovery::InFlightTable> table) {
  table_ = std::move(table);
  engine_->NoteInFlight(*table_);
  plugin::MarkCrashesIn(&table_->mark());
  return *table_;
}

Result<engine::Engine*> Session::EngineAlone() {
  if (!engine_) {
    DF_TRY(MakeEngine());
  }
  return engine_.get();
}

Status Session::MakeEngine() {
  DF_ASSIGN(engine_, parts_.make_engine());
  const auto grace = config::ParseDuration(settings_.settings.Text("node_grace"));
  if (grace.has_value()) engine_->GiveGrace(grace.value());
  engine_->UseWorkflows([this](std::string_view name) { return CalledWorkflow(name); });
  return Ok();
}

Result<graph::WorkflowPtr> Session::CalledWorkflow(std::string_view name) {
  DF_ASSIGN(const std::string file, WorkflowFile(std::string(name)));
  const graph::CompileReport report =
      graph::Compile(graph::ReadDefinition(file, named_workflows()),
                     {plugins(), plugins().reducers(), Value::EmptyObject()});
  if (!report.workflow) return report.errors.front();
  return report.workflow;
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
