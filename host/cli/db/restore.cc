// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string_view>

#include "host/base/shown_address.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/upkeep/identity.h"
#include "host/checkpoint/upkeep/unfinished_copy.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/db/backup_file.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/copied_backup.h"
#include "host/cli/db/progress_line.h"
#include "host/cli/db/run_on_store.h"

namespace dashflow::cli {
namespace {

using checkpoint::Store;
using Identity = std::optional<std::string>;

// What a store holds that somebody would miss; others come by themselves.
constexpr std::string_view kLost[] = {checkpoint::kThreadSpace, checkpoint::kRunSpace};

struct RestoreArguments {
  std::string file;
  bool force = false;
};

Error Foreign(const Store& store, const std::string& file, const std::string& own,
              const Identity& backup) {
  return Error("backup_foreign", file + " is the backup of another store")
      .Operation("restore store")
      .Resource(std::string(store.url()))
      .Cause("the store is " + own + ", the backup is of " + backup.value_or("an unknown one"));
}

constexpr const char* kForce = "say --force: what is there is kept beside it, under another name";

Error NotEmpty(Error error) {
  return error.Operation("restore store")
      .Message("the store to restore into is not empty")
      .Fix(kForce);
}

// One that is damaged is what backups are for.
Error WithForce(Error error) {
  const bool is_damaged = error.code() == "store_invalid" || error.code() == "store_damaged";
  return is_damaged ? error.Operation("restore store").Fix(kForce) : error;
}

// That what is there may be replaced. One that is not there yet may.
Status CheckReplaceable(Session& session, const std::string& file, const Identity& backup) {
  const auto opened = session.OpenStore(StoreName(session), plugin::StoreAccess::kReadOnly);
  if (opened.has_error() && opened.error().code() == "store_not_found") return Ok();
  if (opened.has_error()) return WithForce(opened.error());
  Store& store = **opened;
  DF_ASSIGN(const Identity own, checkpoint::ReadIdentity(store));
  if (own && own != backup) return Foreign(store, file, *own, backup);
  Status empty = checkpoint::CheckEmpty(store, kLost);
  if (!empty.has_error() || empty.error().code() != "store_not_empty") return empty;
  return NotEmpty(empty.error());
}

Result<std::string> Replace(Session& session, const std::string& file) {
  ProgressLine progress(session.console(), session.clock());
  return session.plugins().RestoreStore(
      session.store_url(), file,
      {
          .progress =
              [&progress](std::uint64_t done, std::uint64_t all) {
                progress.Show([&] { return "restoring  " + ProgressBar(done, all); });
              },
          .found = {},
      },
      session.store_settings());
}

// A store on a server is filled with a copy, as long as it is empty.
Result<std::string> ReplaceOrFill(Session& session, const std::string& file) {
  auto replaced = Replace(session, file);
  if (!replaced.has_error() || replaced.error().code() != "store_unsupported") return replaced;
  DF_ASSIGN(const StorePtr backup, OpenBackup(session, file));
  DF_TRY(RestoreByCopy(session, *backup));
  return std::string();
}

Status Restore(Session& session, const RestoreArguments& arguments) {
  {
    DF_ASSIGN(const StorePtr backup, OpenBackup(session, arguments.file));
    DF_ASSIGN(const Identity identity, checkpoint::ReadIdentity(*backup));
    if (!arguments.force) DF_TRY(CheckReplaceable(session, arguments.file, identity));
  }
  DF_ASSIGN(const std::string kept, ReplaceOrFill(session, arguments.file));
  DF_ASSIGN(Store * store, session.StoreForReading());
  DF_ASSIGN(const auto threads, checkpoint::Directory(*store).List({}));
  std::string text = fmt::format("restored from {}: {} threads", arguments.file, threads.size());
  if (!kept.empty()) text += "; what was there is kept in " + kept;
  session.console().DataText(Value::EmptyObject()
                                 .Set("store", std::string(store->url()))
                                 .Set("file", arguments.file)
                                 .Set("threads", static_cast<std::int64_t>(threads.size()))
                                 .Set("kept", kept.empty() ? Value() : Value(kept)),
                             text);
  return Ok();
}

}  // namespace

void AddRestoreCommand(CLI::App& db, Command& command) {
  CLI::App* restore = db.add_subcommand("restore", "Put a backup in the place of a store");
  const auto arguments = std::make_shared<RestoreArguments>();
  restore->add_option("FILE", arguments->file, "What `db backup` made")->required();
  restore->add_flag("--force", arguments->force,
                    "Also where something is, or another store was; it is kept beside");
  SetExamples(*restore, {"dashflow db restore state-2026-11-30.db"});
  DoOnChoice(*restore, command,
             [arguments](Session& session) { return Restore(session, *arguments); });
}

}  // namespace dashflow::cli
