// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/api_host.h"

#include <string_view>

#include "host/api/crons/timetable.h"
#include "host/api/meter.h"
#include "host/api/queue/run_desk.h"
#include "host/api/routes.h"
#include "host/api/runs/desk_of.h"
#include "host/api/runs/order_run.h"
#include "host/api/webhooks/run_webhooks.h"
#include "host/cli/serve/metrics/host_metrics.h"
#include "host/config/quantity.h"

namespace dashflow::cli {
namespace {

std::vector<std::string> NamesOf(const Session& session) {
  std::vector<std::string> names;
  for (const auto& [name, file] : session.workflow_files().All()) names.push_back(name);
  return names;
}

graph::ParseReport Read(const Session& session, const std::string& name) {
  return graph::ReadDefinition(session.workflow_files().Find(name), session.named_workflows());
}

double ItemMinutes(const settings::Settings& settings) {
  const auto time = config::ParseDuration(settings.Text("items.ttl"));
  if (time.has_error()) return 0;  // never
  return std::chrono::duration<double, std::ratio<60>>(*time).count();
}

std::string WordsOf(const Error& error) {
  std::string words = "[" + error.code() + "] " + error.message();
  const auto& place = error.place();
  if (place.file.empty()) return words;
  return words + " (" + place.file + ":" + std::to_string(place.line) + ")";
}

api::RunQueue::Limits LimitsOf(const settings::Settings& settings) {
  const auto number = [&settings](std::string_view path) {
    return static_cast<std::size_t>(settings.Find(path)->as_int());
  };
  return {.runs = number("limits.runs"),
          .of_workflow = number("limits.runs_of_workflow"),
          .of_owner = number("limits.runs_of_key")};
}

api::RunDesk::Parts::Bounds BoundsOf(const settings::Settings& settings) {
  const auto number = [&settings](std::string_view path) {
    return static_cast<std::size_t>(settings.Find(path)->as_int());
  };
  return {.waiting = number("limits.waiting"), .waiting_of_owner = number("limits.waiting_of_key")};
}

api::WebhookRules WebhooksOf(const settings::Settings& settings) {
  return {.secret = settings.Text("webhooks.secret"),
          .inside = settings.Find("webhooks.inside")->as_bool(),
          .patience = config::ParseDuration(settings.Text("webhooks.patience")).value()};
}

api::Timetable::Orderer Orderer(api::Service& service) {
  return
      [&service](const http::Caller& caller, const std::string& thread, const std::string& run,
                 const Value& body) { return api::OrderRun(service, caller, thread, run, body); };
}

}  // namespace

ApiHost::ApiHost(Session& session, const Parts& parts)
    : log_(session.log()),
      meter_(std::make_shared<api::Meter>(parts.metrics)),
      workflows_(
          {.engine = parts.engine,
           .store = parts.store,
           .types = session.plugins(),
           .reducers = session.plugins().reducers(),
           .names = [&session] { return NamesOf(session); },
           .read = [&session](const std::string& name) { return Read(session, name); },
           .file =
               [&session](const std::string& name) { return session.workflow_files().Find(name); },
           .refused =
               [this](const Error& error) {
                 meter_->Reloaded(false);
                 log_.Write(LogLevel::kWarning, "workflows", WordsOf(error));
               },
           .renewed = [meter = meter_] { meter->Reloaded(true); },
           .labels = parts.labels}),
      service_{.engine = parts.engine,
               .store = parts.store,
               .clock = session.clock(),
               .random = parts.random,
               .workflows = workflows_,
               .version = DASHFLOW_VERSION,
               .started = session.clock().Now(),
               .item_minutes = ItemMinutes(session.settings_report().settings),
               .meter = meter_,
               .timetable =
                   std::make_shared<api::Timetable>(service_, session.log(), Orderer(service_))} {
  const settings::Settings& settings = session.settings_report().settings;
  api::OpenDesk(service_, LimitsOf(settings), BoundsOf(settings));
  api::OpenWebhooks(service_, session.log(), WebhooksOf(settings));
  AddQueue(parts.metrics, *service_.desk);
  AddWorkflows(parts.metrics, workflows_);
  watch_.emplace(workflows_, parts.engine, session.clock());
}

ApiHost::~ApiHost() {
  Stop();
  service_.desk->AwaitCalls();
}

std::vector<Error> ApiHost::Check() {
  workflows_.ForgetFiles();
  for (const std::string& name : workflows_.names()) std::ignore = workflows_.Find(name);
  return workflows_.mistakes();
}

Status ApiHost::Open() {
  std::ignore = Check();  // the log is told
  service_.engine.UseAudience(*service_.desk);
  return service_.desk->Open();
}

std::vector<http::Route> ApiHost::routes() { return api::Routes(service_); }

void ApiHost::Start() {
  const Status resumed = api::ResumeWebhooks(service_);
  if (resumed.has_error()) log_.Write(LogLevel::kWarning, "api", WordsOf(resumed.error()));
  service_.desk->GoOn();
  service_.timetable->Look();
  watch_->Begin();
}

void ApiHost::Stop() {
  watch_.reset();
  service_.desk->Close();
  service_.timetable->Stop();
  service_.webhooks->Stop();
}

}  // namespace dashflow::cli
