// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/directory.h"
#include "host/checkpoint/durability.h"
#include "host/checkpoint/upkeep/identity.h"
#include "host/checkpoint/upkeep/unfinished_copy.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/run_on_store.h"
#include "host/cli/db/status_view.h"
#include "host/cli/runs/liveness.h"

namespace dashflow::cli {
namespace {

using checkpoint::Store;

Status CountThreads(Store& store, const std::string& url, StoreStatus& status) {
  DF_ASSIGN(auto records, checkpoint::Directory(store).List({}));
  const Liveness liveness(store, url);
  for (auto& record : records) {
    DF_ASSIGN(const auto name, liveness.Settle(record));
    ++status.threads[std::string(name)];
  }
  return Ok();
}

// Of a store that does not describe itself the rest is told.
Result<Value> Describe(Store& store) {
  DF_ASSIGN(checkpoint::StoreCare * care, CareFor(store));
  auto about = care->Describe();
  const bool is_left_out = about.has_error() && about.error().code() == "store_unsupported";
  return is_left_out ? Result<Value>(Value::EmptyObject()) : about;
}

Result<StoreStatus> StatusOf(Session& session, Store& store) {
  const std::string url = session.store_url();
  StoreStatus status;
  status.url = store.url();
  status.kind = url.substr(0, url.find(':'));
  status.durability = checkpoint::DurabilityName(store.durability());
  DF_ASSIGN(status.identity, checkpoint::ReadIdentity(store));
  DF_ASSIGN(status.is_unfinished_copy, checkpoint::IsUnfinished(store));
  DF_ASSIGN(status.about, Describe(store));
  DF_TRY(CountThreads(store, url, status));
  status.hold = HoldOf(url);
  return status;
}

Status Show(Session& session) {
  DF_ASSIGN(const StorePtr store,
            session.OpenStore(StoreName(session), plugin::StoreAccess::kReadOnly));
  DF_ASSIGN(const StoreStatus status, StatusOf(session, *store));
  session.console().DataText(StatusView(status), StatusText(status));
  return Ok();
}

}  // namespace

void AddStatusCommand(CLI::App& db, Command& command) {
  CLI::App* status =
      db.add_subcommand("status", "What a store is, holds and takes, and who has it");
  SetExamples(*status, {"dashflow db status", "dashflow db status --store postgresql://… --json"});
  DoOnChoice(*status, command, Show);
}

}  // namespace dashflow::cli
