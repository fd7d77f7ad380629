// SPDX-License-Identifier: Apache-2.0
#include "host/cli/db/migrate.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

#include "host/base/shown_address.h"
#include "host/checkpoint/upkeep/migrate_store.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/db/progress_line.h"
#include "host/cli/session.h"

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

using checkpoint::Migrated;
using StorePtr = std::unique_ptr<checkpoint::Store>;

struct MigrateArguments {
  std::string from;
  std::string to;
};

Error Misused(std::string message, const std::string& url, std::string fix) {
  return Error("usage", std::move(message))
      .Operation("copy store")
      .Resource(url)
      .Fix(std::move(fix));
}

// Of stores on a disk the place counts, whatever it is called.
bool AreSame(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::size_t colon = a.find(':');
  if (colon == std::string::npos || b.compare(0, colon + 1, a, 0, colon + 1) != 0) return false;
  std::error_code ignored;
  return fs::equivalent(a.substr(colon + 1), b.substr(colon + 1), ignored);
}

Status CheckLasting(const checkpoint::Store& store) {
  if (store.durability() != checkpoint::DurabilityClass::kNone) return Ok();
  const std::string url(store.url());
  return Misused(url + " is gone when the command ends", url, "name a store that lasts");
}

// Held until the copy is done, so that nobody writes to it meanwhile.
Result<StorePtr> OpenSource(Session& session, const std::string& name) {
  DF_TRY(session.OpenStore(name, plugin::StoreAccess::kReadOnly));
  return session.OpenStore(name, plugin::StoreAccess::kReadWrite);
}

std::string ProgressText(const Migrated& so_far) {
  return fmt::format("copying  {} threads · {} log entries",
                     ProgressBar(so_far.threads, so_far.all_threads), so_far.entries);
}

void Print(const Console& console, const Migrated& migrated) {
  const auto number = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
  console.DataText(Value::EmptyObject()
                       .Set("threads", number(migrated.threads))
                       .Set("runs", number(migrated.runs))
                       .Set("entries", number(migrated.entries))
                       .Set("blobs", number(migrated.blobs)),
                   fmt::format("copied: {} threads, {} runs, {} log entries, {} blobs",
                               migrated.threads, migrated.runs, migrated.entries, migrated.blobs));
}

Status Migrate(Session& session, const MigrateArguments& arguments) {
  const std::string from_url = session.StoreUrl(arguments.from);
  const std::string to_url = session.StoreUrl(arguments.to);
  if (AreSame(from_url, to_url))
    return Misused("both names are the same store", ShownAddress(to_url),
                   "name another store with --to");
  DF_ASSIGN(const StorePtr from, OpenSource(session, arguments.from));
  DF_TRY(CheckLasting(*from));
  DF_ASSIGN(const StorePtr to, session.OpenStore(arguments.to, plugin::StoreAccess::kReadWrite));
  DF_TRY(CheckLasting(*to));
  ProgressLine progress(session.console(), session.clock());
  DF_ASSIGN(const Migrated migrated,
            checkpoint::MigrateStore(*from, *to, [&progress](const Migrated& so_far) {
              progress.Show([&so_far] { return ProgressText(so_far); });
            }));
  session.console().Say(
      "the store that was copied is as it was; what runs there from now on is "
      "not in the copy");
  Print(session.console(), migrated);
  return Ok();
}

}  // namespace

void AddMigrateCommand(CLI::App& db, Command& command) {
  CLI::App* migrate = db.add_subcommand("migrate", "Copy a store into another one, of any kind");
  const auto arguments = std::make_shared<MigrateArguments>();
  migrate->add_option("--from", arguments->from, "The store to copy")
      ->type_name("STORE")
      ->required();
  migrate->add_option("--to", arguments->to, "An empty one, or one that is made")
      ->type_name("STORE")
      ->required();
  SetExamples(*migrate,
              {"dashflow db migrate --from sqlite:.dashflow/state.db --to file:.dashflow/store"});
  migrate->callback([&command, arguments] {
    command.run = [arguments](Session& session) {
      const Status done = Migrate(session, *arguments);
      return done.has_error() ? session.console().Fail(done.error()) : Exit::kOk;
    };
  });
}

}  // namespace dashflow::cli
