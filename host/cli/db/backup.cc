// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "host/checkpoint/upkeep/identity.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/db/backup_file.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/copied_backup.h"
#include "host/cli/db/progress_line.h"
#include "host/cli/db/run_on_store.h"

namespace dashflow::cli {
namespace {

using checkpoint::Store;

Status Copy(Session& session, Store& store, const std::string& file) {
  DF_ASSIGN(checkpoint::StoreCare * care, CareFor(store));
  ProgressLine progress(session.console(), session.clock());
  return care->Backup(file,
                      {
                          .progress =
                              [&progress](std::uint64_t done, std::uint64_t all) {
                                progress.Show([&] { return "copying  " + ProgressBar(done, all); });
                              },
                          .found = {},
                      });
}

// A server has tools of its own for that, which a hurried operator may not have.
Status CopyOrMigrate(Session& session, Store& store, const std::string& file) {
  Status copied = Copy(session, store, file);
  if (!copied.has_error() || copied.error().code() != "store_unsupported") return copied;
  session.console().Say(
      "this kind of store is copied entry by entry: no host may run on it meanwhile");
  return BackUpByCopy(session, file);
}

Status Backup(Session& session, const std::string& file) {
  DF_ASSIGN(Store * store, session.StoreForReading());
  DF_TRY(CopyOrMigrate(session, *store, file));
  DF_ASSIGN(const StorePtr copy, OpenBackup(session, file));
  DF_ASSIGN(const auto identity, checkpoint::ReadIdentity(*copy));
  std::error_code ignored;
  const std::uint64_t bytes = std::filesystem::file_size(file, ignored);
  session.console().DataText(Value::EmptyObject()
                                 .Set("file", file)
                                 .Set("bytes", bytes)
                                 .Set("identity", identity ? Value(*identity) : Value()),
                             fmt::format("backed up to {} ({})", file, SizeText(bytes)));
  return Ok();
}

}  // namespace

void AddBackupCommand(CLI::App& db, Command& command) {
  CLI::App* backup = db.add_subcommand(
      "backup",
      "Copy a store, as it is at one moment, to a file, while others use it; one on a server while "
      "nobody does");
  const auto file = std::make_shared<std::string>();
  backup->add_option("FILE", *file, "A file that is not there yet")->required();
  SetExamples(*backup, {"dashflow db backup state-$(date +%F).db"});
  DoOnChoice(*backup, command, [file](Session& session) { return Backup(session, *file); });
}

}  // namespace dashflow::cli
