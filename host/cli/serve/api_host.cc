// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/api_host.h"

#include <string_view>

#include "host/api/crons/timetable.h"
#include "host/api/queue/run_desk.h"
#include "host/api/routes.h"
#include "host/api/runs/desk_of.h"
#include "host/api/runs/order_run.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kWorkflows = "workflows.";

std::vector<std::string> NamesOf(const settings::Settings& settings) {
  std::vector<std::string> names;
  for (const auto& [path, setting] : settings.all())
    if (path.starts_with(kWorkflows)) names.push_back(path.substr(kWorkflows.size()));
  return names;
}

graph::ParseReport Read(const Session& session, const std::string& name) {
  const std::string file = session.settings_report().settings.Text(std::string(kWorkflows) + name);
  return graph::ReadDefinition(file, session.named_workflows());
}

api::RunQueue::Limits LimitsOf(const settings::Settings& settings) {
  const auto number = [&settings](std::string_view path) {
    return static_cast<std::size_t>(settings.Find(path)->as_int());
  };
  return {.runs = number("limits.runs"), .of_workflow = number("limits.runs_of_workflow")};
}

api::Timetable::Orderer Orderer(api::Service& service) {
  return
      [&service](const http::Caller& caller, const std::string& thread, const std::string& run,
                 const Value& body) { return api::OrderRun(service, caller, thread, run, body); };
}

}  // namespace

ApiHost::ApiHost(Session& session, engine::Engine& engine, checkpoint::Store& store, Random& random)
    : console_(session.console()),
      workflows_({.engine = engine,
                  .store = store,
                  .types = session.plugins(),
                  .reducers = session.plugins().reducers(),
                  .names = NamesOf(session.settings_report().settings),
                  .read = [&session](const std::string& name) { return Read(session, name); },
                  .refused =
                      [&session](const Error& error) {
                        session.log().Write(LogLevel::kWarning, "workflows", error.message());
                      }}),
      service_{.engine = engine,
               .store = store,
               .clock = session.clock(),
               .random = random,
               .workflows = workflows_,
               .version = DASHFLOW_VERSION,
               .started = session.clock().Now(),
               .timetable =
                   std::make_shared<api::Timetable>(service_, session.log(), Orderer(service_))} {
  api::OpenDesk(service_, LimitsOf(session.settings_report().settings));
}

ApiHost::~ApiHost() {
  Stop();
  service_.desk->AwaitCalls();
}

Status ApiHost::Open() {
  for (const std::string& name : workflows_.names()) {
    const auto served = workflows_.Find(name);
    if (served.has_error()) console_.Warn(served.error());
  }
  service_.engine.UseAudience(*service_.desk);
  return service_.desk->Open();
}

std::vector<http::Route> ApiHost::routes() { return api::Routes(service_); }

void ApiHost::Start() {
  service_.desk->GoOn();
  service_.timetable->Look();
}

void ApiHost::Stop() {
  service_.desk->Close();
  service_.timetable->Stop();
}

}  // namespace dashflow::cli
