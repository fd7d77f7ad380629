// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/serve.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>

#include "host/base/random.h"
#include "host/checkpoint/run/stored_definition.h"
#include "host/cli/remote/remote_desk.h"
#include "host/cli/serve/api_host.h"
#include "host/cli/serve/credentials.h"
#include "host/cli/serve/face.h"
#include "host/cli/serve/heartbeat.h"
#include "host/cli/serve/host_stop.h"
#include "host/cli/serve/living_host.h"
#include "host/cli/serve/metrics/engine_metrics.h"
#include "host/cli/serve/metrics/host_metrics.h"
#include "host/cli/serve/metrics/recovery_meter.h"
#include "host/cli/serve/metrics/store_metrics.h"
#include "host/cli/serve/recovery_view.h"
#include "host/cli/serve/reload/hang_ups.h"
#include "host/cli/serve/reload/reload_view.h"
#include "host/cli/serve/table_file.h"
#include "host/cli/threads/retention.h"
#include "host/config/quantity.h"
#include "host/recovery/in_flight_table.h"
#include "host/recovery/recovery.h"
#include "host/retention/sweeper.h"

namespace dashflow::cli {
namespace {

using recovery::InFlightTable;

// When the runs have ended, their last answers are on their way.
constexpr std::chrono::seconds kLastAnswers{2};

Result<graph::WorkflowPtr> WorkflowOn(Session& session, checkpoint::Store& store,
                                      const checkpoint::ThreadRecord& thread) {
  DF_ASSIGN(auto parsed, checkpoint::StoredDefinition(store, thread));
  const Value params = checkpoint::ParamsFor(parsed, thread.params);
  const auto report =
      graph::Compile(std::move(parsed), {session.plugins(), session.plugins().reducers(), params});
  if (!report.workflow) return report.errors.front();
  return report.workflow;
}

recovery::Limits LimitsOf(const settings::Settings& settings) {
  const auto number = [&settings](std::string_view path) {
    return static_cast<std::uint32_t>(settings.Find(path)->as_int());
  };
  return {.attempts = number("recovery.attempts"), .at_once = number("recovery.at_once")};
}

// Without a table the host does what it does, but for finding out who ended it.
InFlightTable::Opened OpenTable(const Session& session) {
  const std::string folder = session.settings_report().settings.Text("recovery.folder");
  const auto path = TableFile(session.store_url(), folder);
  if (!path) return {};
  std::error_code ignored;  // opening tells
  std::filesystem::create_directories(std::filesystem::path(*path).parent_path(), ignored);
  auto opened = InFlightTable::Open(*path);
  if (opened.has_value()) return std::move(opened).value();
  session.console().Warn(opened.error());
  return {};
}

// The host while it lives.
class Host final : public LivingHost {
 public:
  Host(Session& session, engine::Engine& engine, checkpoint::CountingStore& store)
      : session_(session),
        engine_(engine),
        store_(store),
        view_(session.console()),
        meter_(metrics_, view_),
        recovery_(std::make_unique<recovery::Recovery>(
            recovery::Parts{.engine = engine,
                            .store = store,
                            .clock = session.clock(),
                            .observer = meter_,
                            .workflow_of =
                                [&session, &store](const checkpoint::ThreadRecord& thread) {
                                  return WorkflowOn(session, store, thread);
                                },
                            .limits = LimitsOf(session.settings_report().settings)})),
        api_(session, {engine, store, random_, metrics_, labels_}),
        commands_(session, engine, random_) {
    engine.KeepTallies([labels = labels_](std::string_view name) { return labels->Of(name); });
    AddEngine(metrics_, engine);
    AddStore(metrics_, store, session.patience());
    AddPlugins(metrics_, session.plugins());
  }
  ~Host() override {
    session_.OnKeysChanged({});
    session_.UseLivingHost(nullptr);
  }
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  Status Begin(const std::vector<std::string>& listen) {
    auto opened = OpenTable(session_);
    DF_TRY(recovery_->Prepare(opened.death));
    if (opened.table) {
      opened.table->Begin();
      table_ = &session_.NoteInFlight(std::move(opened.table));
    }
    DF_TRY(api_.Open());
    DF_ASSIGN(credentials_, OpenCredentials(session_, store_));
    if (credentials_) session_.OnKeysChanged([this] { credentials_->LearnKeys(); });
    DF_ASSIGN(face_, OpenFace(session_, {random_, metrics_, listen, Routes(),
                                         [this] { return Troubles(); }, credentials_.get()}));
    engine_.KeepTime();
    view_.Ready(recovery_->unfinished());
    meter_.Unfinished(recovery_->unfinished());
    recovery_->Begin();
    api_.Start();
    const auto& urls = face_->urls();
    manager_->Ready("listening at " + (urls.empty() ? "no address" : urls.front()));
    KeepBeating(manager_, engine_, session_.clock());
    session_.OnTakeUp([this](const std::string& thread) { recovery_->TakeUp(thread); });
    session_.UseLivingHost(this);
    hang_ups_ = std::make_unique<HangUps>([this] { ReloadForHangUp(); });
    return BeginSweeps();
  }

  // REQUIRES: the first signal has come.
  HostStop::End End(HostStop& stop, std::chrono::nanoseconds patience) {
    hang_ups_.reset();
    session_.OnTakeUp({});
    sweeper_.reset();
    manager_->Stopping("waiting for supersteps to end");
    face_->StopAccepting();
    api_.Stop();
    const HostStop::End end = stop.AwaitRuns(patience);
    if (end != HostStop::End::kStuck) {
      commands_.Stop();
      session_.LetGo();
      face_->Stop(kLastAnswers);
    }
    if (table_ != nullptr) table_->Close();
    return end;
  }

  Result<Started> Start(const graph::WorkflowPtr& workflow, engine::RunRequest request) override {
    const Uuid run = NewUuid(session_.clock().Now(), random_);
    request.options.id = run;
    DF_ASSIGN(const auto started, engine_.Start(engine_.Load(workflow), std::move(request)));
    return Started{ToString(run), started.thread()};
  }

  void Drain() override {
    is_drained_ = true;
    api_.Stop();
    engine_.Drain();
  }

  Reloaded Reload() override {
    const std::lock_guard lock(reloading_);
    Reloaded reloaded{.settings = session_.ReadSettingsAgain(), .mistakes = {}};
    if (!reloaded.settings.errors.empty()) return reloaded;
    reloaded.mistakes = api_.Check();
    if (credentials_) credentials_->LearnKeys();
    if (const Status taken = UseCertificate(); taken.has_error())
      reloaded.mistakes.push_back(taken.error());
    return reloaded;
  }

 private:
  // With a mistake the old one stays.
  Status UseCertificate() {
    const auto settings = session_.settings_now();
    const http::TlsFiles files{.certificate = settings->Text("server.certificate"),
                               .key = settings->Text("server.certificate_key")};
    return files.certificate.empty() ? Ok() : face_->UseTls(files);
  }

  void ReloadForHangUp() {
    const Reloaded reloaded = Reload();
    for (const auto& errors : {reloaded.settings.errors, reloaded.mistakes})
      for (const Error& error : errors)
        session_.log().Write(LogLevel::kError, "config", error.message());
    session_.log().Write(LogLevel::kInfo, "config", ReloadText(reloaded));
  }

  std::vector<http::Trouble> Troubles() const {
    std::vector<http::Trouble> troubles;
    if (const auto trouble = session_.StoreTrouble())
      troubles.push_back({.part = "store", .what = *trouble});
    if (is_drained_)
      troubles.push_back({.part = "host", .what = "it was drained, and takes no more runs"});
    return troubles;
  }

  std::vector<http::Route> Routes() {
    auto routes = api_.routes();
    std::ranges::move(commands_.routes(), std::back_inserter(routes));
    return routes;
  }

  Status BeginSweeps() {
    const settings::Settings& settings = session_.settings_report().settings;
    const retention::Rules rules = RetentionRules(settings);
    if (!rules.has_any()) return Ok();
    DF_ASSIGN(const retention::Parts parts, RetentionParts(session_, engine_));
    DF_ASSIGN(const auto every, config::ParseDuration(settings.Text("retention.sweep")));
    sweeper_ = std::make_unique<retention::Sweeper>(parts, rules, every, [this](const auto& swept) {
      meter_.Swept(swept);
      view_.Swept(swept);
    });
    sweeper_->Begin();
    return Ok();
  }

  Session& session_;
  engine::Engine& engine_;
  checkpoint::Store& store_;
  telemetry::Registry metrics_;
  const std::shared_ptr<api::WorkflowLabels> labels_ = std::make_shared<api::WorkflowLabels>();
  std::atomic<bool> is_drained_{false};
  RecoveryView view_;
  RecoveryMeter meter_;
  std::unique_ptr<recovery::Recovery> recovery_;
  InFlightTable* table_ = nullptr;
  std::unique_ptr<retention::Sweeper> sweeper_;
  SeededRandom random_{EntropySeed()};
  ApiHost api_;
  RemoteDesk commands_;
  const std::shared_ptr<const ServiceManager> manager_ = std::make_shared<ServiceManager>();
  std::unique_ptr<api::Credentials> credentials_;
  std::unique_ptr<http::Server> face_;
  std::mutex reloading_;
  std::unique_ptr<HangUps> hang_ups_;
};

}  // namespace

Exit Serve(Session& session, const ServeOptions& options) {
  const Console& console = session.console();
  const auto store = session.CountStore();
  if (store.has_error()) return console.Fail(store.error());
  const auto engine = session.EngineOnStore();
  if (engine.has_error()) return console.Fail(engine.error());
  HostStop stop(session, **engine);
  auto host = std::make_unique<Host>(session, **engine, **store);
  if (const Status begun = host->Begin(options.listen); begun.has_error())
    return console.Fail(begun.error());
  stop.Await();
  const HostStop::End end = host->End(stop, options.patience);
  // What still goes on tells it; the process ends at once.
  if (end == HostStop::End::kStuck) std::ignore = host.release();
  return end == HostStop::End::kInOrder ? Exit::kOk : Exit::kInterrupted;
}

}  // namespace dashflow::cli
