// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "host/checkpoint/sealing/store_key.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/run_on_store.h"

namespace dashflow::cli {
namespace {

Error NoKeys(const Session& session) {
  return Error("store_setting", "the configuration has no key for the store")
      .Operation("change key of store")
      .Resource(StoreName(session))
      .Fix("put the new key in front of the old one: stores.NAME.encryption.keys");
}

Status Rekey(Session& session) {
  DF_ASSIGN(const auto keys, session.StoreKeys());
  if (keys.empty()) return NoKeys(session);
  // Never makes one.
  DF_TRY(session.StoreForReading());
  DF_ASSIGN(checkpoint::Store * store, session.StoreForWriting());
  DF_ASSIGN(const std::string before, checkpoint::ResealStoreKey(*store, keys));
  const std::string old_id = checkpoint::KeyIdText(before);
  const std::string new_id = checkpoint::KeyIdText(keys.front().id());
  session.console().DataText(
      Value::EmptyObject().Set("before", old_id).Set("key", new_id),
      old_id == new_id ? fmt::format("the store takes the key {} already", new_id)
                       : fmt::format("the store takes the key {} now; {} opens it no longer, but "
                                     "backups that were made before",
                                     new_id, old_id));
  return Ok();
}

}  // namespace

void AddRekeyCommand(CLI::App& db, Command& command) {
  CLI::App* rekey =
      db.add_subcommand("rekey", "Make an encrypted store take the first key of its configuration");
  SetExamples(*rekey, {"dashflow db rekey --store main"});
  DoOnChoice(*rekey, command, Rekey);
}

}  // namespace dashflow::cli
