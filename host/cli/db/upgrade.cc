// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "host/cli/completion/command_tree.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/run_on_store.h"

namespace dashflow::cli {
namespace {

using plugin::StoreUpgrade;

Value View(const StoreUpgrade& plan) {
  Value view =
      Value::EmptyObject().Set("from", plan.from).Set("to", plan.to).Set("done", plan.done);
  return plan.backup.empty() ? view : view.Set("backup", plan.backup);
}

std::string Text(const StoreUpgrade& plan) {
  if (plan.from == plan.to) return fmt::format("layout {} is the newest: nothing to do", plan.to);
  if (!plan.done) return fmt::format("would be brought from layout {} to {}", plan.from, plan.to);
  std::string text = fmt::format("brought from layout {} to {}", plan.from, plan.to);
  if (!plan.backup.empty()) text += "; as it was it is kept in " + plan.backup;
  return text;
}

Status Upgrade(Session& session, bool dry_run) {
  DF_ASSIGN(const StoreUpgrade plan,
            session.plugins().UpgradeStore(session.store_url(), dry_run, session.store_settings()));
  session.console().DataText(View(plan), Text(plan));
  return Ok();
}

}  // namespace

void AddUpgradeCommand(CLI::App& db, Command& command) {
  CLI::App* upgrade =
      db.add_subcommand("upgrade", "Bring a store to the layout that this release makes");
  const auto dry_run = std::make_shared<bool>(false);
  upgrade->add_flag("--dry-run", *dry_run, "Only say what would be done");
  SetExamples(*upgrade, {"dashflow db upgrade --dry-run"});
  DoOnChoice(*upgrade, command, [dry_run](Session& session) { return Upgrade(session, *dry_run); });
}

}  // namespace dashflow::cli
