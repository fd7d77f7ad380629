// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/serve.h"

#include <filesystem>
#include <memory>
#include <tuple>
#include <utility>

#include "host/base/random.h"
#include "host/checkpoint/run/stored_definition.h"
#include "host/cli/serve/api_host.h"
#include "host/cli/serve/credentials.h"
#include "host/cli/serve/face.h"
#include "host/cli/serve/heartbeat.h"
#include "host/cli/serve/host_stop.h"
#include "host/cli/serve/metrics/engine_metrics.h"
#include "host/cli/serve/metrics/host_metrics.h"
#include "host/cli/serve/metrics/recovery_meter.h"
#include "host/cli/serve/metrics/store_metrics.h"
#include "host/cli/serve/recovery_view.h"
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

http::Readiness ReadinessOf(Session& session) {
  return [&session]() -> std::vector<http::Trouble> {
    const auto trouble = session.StoreTrouble();
    if (!trouble) return {};
    return {{.part = "store", .what = *trouble}};
  };
}

// The host while it lives.
class Host {
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
        api_(session, {engine, store, random_, metrics_, labels_}) {
    engine.KeepTallies([labels = labels_](std::string_view name) { return labels->Of(name); });
    AddEngine(metrics_, engine);
    AddStore(metrics_, store, session.patience());
    AddPlugins(metrics_, session.plugins());
  }
  ~Host() { session_.OnKeysChanged({}); }
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
    DF_ASSIGN(face_, OpenFace(session_, {random_, metrics_, listen, api_.routes(),
                                         ReadinessOf(session_), credentials_.get()}));
    engine_.KeepTime();
    view_.Ready(recovery_->unfinished());
    meter_.Unfinished(recovery_->unfinished());
    recovery_->Begin();
    api_.Start();
    const auto& urls = face_->urls();
    manager_->Ready("listening at " + (urls.empty() ? "no address" : urls.front()));
    KeepBeating(manager_, engine_, session_.clock());
    session_.OnTakeUp([this](const std::string& thread) { recovery_->TakeUp(thread); });
    return BeginSweeps();
  }

  // REQUIRES: the first signal has come.
  HostStop::End End(HostStop& stop, std::chrono::nanoseconds patience) {
    session_.OnTakeUp({});
    sweeper_.reset();
    manager_->Stopping("waiting for supersteps to end");
    face_->StopAccepting();
    api_.Stop();
    const HostStop::End end = stop.AwaitRuns(patience);
    if (end != HostStop::End::kStuck) face_->Stop(kLastAnswers);
    if (table_ != nullptr) table_->Close();
    return end;
  }

 private:
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
  RecoveryView view_;
  RecoveryMeter meter_;
  std::unique_ptr<recovery::Recovery> recovery_;
  InFlightTable* table_ = nullptr;
  std::unique_ptr<retention::Sweeper> sweeper_;
  SeededRandom random_{EntropySeed()};
  ApiHost api_;
  const std::shared_ptr<const ServiceManager> manager_ = std::make_shared<ServiceManager>();
  std::unique_ptr<api::Credentials> credentials_;
  std::unique_ptr<http::Server> face_;
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
