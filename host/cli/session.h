// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "host/base/clock.h"
#include "host/checkpoint/patience/patient_store.h"
#include "host/checkpoint/sealing/store_key.h"
#include "host/checkpoint/tally/counting_store.h"
#include "host/cli/console.h"
#include "host/cli/globals.h"
#include "host/cli/interrupt_watch.h"
#include "host/cli/stderr_log.h"
#include "host/cli/workflows/named_files.h"
#include "host/control/listener.h"
#include "host/engine/engine.h"
#include "host/graph/compiler.h"
#include "host/plugin/plugin_registry.h"
#include "host/recovery/in_flight_table.h"
#include "host/settings/live_settings.h"

namespace dashflow::cli {

class LivingHost;

// What a command works with; made by main.cc. Plugins are listed, and the engine is made, when a
// command first asks for it. One thread at a time, beside those of its guests.
class Session {
 public:
  struct Parts {
    const Clock& clock;
    PluginClock& plugin_clock;
    StderrLog& log;
    Interrupts& interrupts;
    settings::LiveSettings::Read read_settings;  // again, with the flags
    std::function<std::unique_ptr<plugin::PluginRegistry>()> make_plugins;
    std::function<Result<std::unique_ptr<engine::Engine>>()> make_engine;
  };
  // `settings` with the flags. All outlive the session.
  Session(const Globals& globals, const Console& console, const settings::SettingsReport& settings,
          Parts parts);
  // Of a command that another process has handed over: on the configuration, the plugins, the store
  // and the engine of `host`, which outlives it. Its paths are relative to `folder`; empty = it
  // comes from another machine, and has no file here.
  Session(const Globals& globals, const Console& console, Interrupts& interrupts, Session& host,
          std::string folder);
  ~Session();

  const Globals& globals() const { return globals_; }
  const Console& console() const { return console_; }
  const Clock& clock() const { return parts_.clock; }
  PluginClock& plugin_clock() const { return parts_.plugin_clock; }
  StderrLog& log() const { return parts_.log; }
  Interrupts& interrupts() const { return parts_.interrupts; }
  bool is_guest() const { return host_ != nullptr; }
  bool is_remote() const { return is_guest() && folder_.empty(); }
  // A path of the command line, as this process can open it. Error usage: it is of another machine.
  Result<std::string> PathOf(const std::string& path) const;
  // As the process began with.
  const settings::SettingsReport& settings_report() const { return settings_; }
  // As they hold now.
  std::shared_ptr<const settings::Settings> settings_now() const;
  settings::Reload ReadSettingsAgain();
  std::string store_url() const;
  // The address of a store that was named by it, or by a name from the configuration.
  std::string StoreUrl(const std::string& name) const;
  // Those that the configuration has for its plugin beside its address.
  Value store_settings() const;
  // Those that it is encrypted with; none = it is not. Error store_setting.
  Result<checkpoint::KeyRing> StoreKeys() const;
  // The file of a workflow that was named by its file, or by a name from the configuration. Error
  // file_not_found: from another machine only the latter can be.
  Result<std::string> WorkflowFile(const std::string& name) const;
  // The same, read.
  graph::ParseReport ReadWorkflow(const std::string& name) const;
  // Those of the configuration.
  NamedFiles& workflow_files() const;
  // For subworkflows, whose names the configuration may have. Not to outlive the session.
  graph::NamedWorkflows named_workflows() const;

  plugin::PluginRegistry& plugins();
  // With the store, which it opens for writing. Errors: store_*.
  Result<engine::Engine*> EngineOnStore();
  // The session's store from then on, as the engine sees it: it counts what it is asked for.
  // REQUIRES: before EngineOnStore. Errors: those of StoreForWriting. Good as long as the session.
  Result<checkpoint::CountingStore*> CountStore();
  // Null = there is none: nothing waits for the store.
  const checkpoint::PatientStore* patience() const { return patient_.get(); }
  // The engine tells `table` which nodes run, and a crash is marked in it. REQUIRES: EngineOnStore,
  // no run yet. Good as long as the session.
  recovery::InFlightTable& NoteInFlight(std::unique_ptr<recovery::InFlightTable> table);
  // Without a store: runs are kept in memory, and nowhere else. Never beside EngineOnStore.
  Result<engine::Engine*> EngineAlone();
  // Another store, named by its address, or by a name from the configuration, which gives its
  // settings and keys, too.
  Result<std::unique_ptr<checkpoint::Store>> OpenStore(const std::string& name,
                                                       plugin::StoreAccess access);
  // What is made of the session's store, such as a backup: with its keys.
  Result<std::unique_ptr<checkpoint::Store>> OpenCopy(
      const std::string& url, plugin::StoreAccess access = plugin::StoreAccess::kReadOnly);
  // The store for a look: never made, never locked. Errors: store_not_found, store_incomplete.
  Result<checkpoint::Store*> StoreForReading();
  // Stores that were given for reading stay good beside it. From now on other processes hand their
  // commands over to this one (host/control).
  Result<checkpoint::Store*> StoreForWriting();
  bool holds_store() const { return store_ != nullptr; }
  // Who is told that the keys of the API have changed; nothing = nobody.
  void OnKeysChanged(std::function<void()> call);
  void KeysChanged();
  // The host that this process is, for its guests, as long as it is set. Null = none.
  void UseLivingHost(LivingHost* host);
  // Error no_host: nobody serves here. REQUIRES of the host: it goes after its guests.
  Result<LivingHost*> living_host();
  // Who continues a parked run that somebody has taken up again, in this process, as long as it is
  // set. Nothing = nobody.
  using TakeUp = std::function<void(const std::string& thread)>;
  void OnTakeUp(TakeUp take_up);
  // Whether it is continued now. [any-thread]
  bool Continues(const std::string& thread);
  // What keeps the store that is held from taking or giving anything; nothing = it does both.
  // [any-thread]
  std::optional<std::string> StoreTrouble() const;
  // The process is to end: runs no longer wait for a store that takes no commit.
  void GiveUpWaiting();
  // Whether nodes go on that were given up, so that the session cannot end: each of them is told of
  // before. REQUIRES: LetGo.
  bool HasStrays();
  // Takes no more commands, and waits for those that it has taken.
  void LetGo();

  // A definition made runnable; all its mistakes are told. Null after mistakes, and `exit` is their
  // status.
  graph::WorkflowPtr CompileWorkflow(graph::ParseReport parsed, const Value& params, Exit& exit);

 private:
  Value StoreSettings(const std::string& name) const;
  Status MakeEngine();
  // One that keeps nothing beyond this process has no trouble that passes.
  checkpoint::Store& Patient(checkpoint::Store& store);
  // The session's store, unless it is an unfinished copy.
  Result<std::unique_ptr<checkpoint::Store>> OpenWhole(plugin::StoreAccess access);
  // One that a node calls, by a name of the configuration or a file.
  Result<graph::WorkflowPtr> CalledWorkflow(std::string_view name);

  const Globals& globals_;
  const Console& console_;
  const settings::SettingsReport& settings_;
  Parts parts_;
  settings::LiveSettings live_settings_;  // of a guest: never asked
  Session* const host_ = nullptr;
  const std::string folder_;
  const std::unique_ptr<NamedFiles> workflow_files_;  // null = the host's
  std::recursive_mutex making_;                       // what follows; guests ask for it, too
  std::unique_ptr<plugin::PluginRegistry> plugins_;
  std::unique_ptr<checkpoint::Store> reading_;
  std::unique_ptr<checkpoint::Store> store_;
  std::unique_ptr<checkpoint::CountingStore> counting_;  // null = `store_` is not counted
  std::unique_ptr<checkpoint::PatientStore> patient_;    // `store_`, as the engine sees it
  std::unique_ptr<recovery::InFlightTable> table_;
  std::unique_ptr<engine::Engine> engine_;
  std::function<void()> on_keys_changed_;
  TakeUp take_up_;
  LivingHost* living_host_ = nullptr;
  std::unique_ptr<control::Listener> listener_;
};

}  // namespace dashflow::cli
