// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>

#include "host/cli/command/command.h"
#include "host/cli/doctor/checks.h"
#include "host/cli/session.h"

namespace dashflow::cli {
namespace {

Value View(const Finding& finding) {
  Value view = Value::EmptyObject()
                   .Set("check", finding.check)
                   .Set("health", HealthName(finding.health))
                   .Set("message", finding.message);
  return finding.fix.empty() ? view : view.Set("fix", finding.fix);
}

std::string Text(const Finding& finding) {
  constexpr std::size_t kColumn = 9;  // the longest health and two blanks
  std::string text(HealthName(finding.health));
  text.resize(kColumn, ' ');
  text += finding.check + ": " + finding.message;
  return finding.fix.empty() ? text : text + "; fix: " + finding.fix;
}

Findings Examine(Session& session) {
  Findings findings;
  findings.push_back(Fine("version", DASHFLOW_VERSION ", plugin ABI " DASHFLOW_ABI));
  CheckPlugins(session.plugins(), findings);
  const std::string name = session.settings_report().settings.Text("store");
  const StoreOpener open = [&](plugin::StoreAccess access) {
    return session.OpenStore(name, access);
  };
  CheckStore(session.store_url(), open, findings);
  CheckStateFolder(session.store_url(), findings);
  CheckLimits(findings);
  return findings;
}

Exit Doctor(Session& session) {
  const Findings findings = Examine(session);
  for (const Finding& finding : findings) session.console().DataText(View(finding), Text(finding));
  const auto count = [&](Health health) {
    return std::to_string(std::ranges::count(findings, health, &Finding::health));
  };
  session.console().Say("errors: " + count(Health::kError) +
                        ", warnings: " + count(Health::kWarning));
  const bool is_ill =
      std::ranges::any_of(findings, [](const auto& each) { return each.health == Health::kError; });
  return is_ill ? Exit::kFailed : Exit::kOk;
}

}  // namespace

void AddDoctorCommand(CLI::App& app, Command& command) {
  app.add_subcommand("doctor", "Check this installation: plugins, store, permissions, limits")
      ->callback([&command] { command.run = Doctor; });
}

}  // namespace dashflow::cli
