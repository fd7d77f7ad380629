// SPDX-License-Identifier: Apache-2.0
#include "host/cli/threads/care.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "host/checkpoint/directory.h"
#include "host/cli/session.h"
#include "host/cli/threads/retention.h"
#include "host/config/quantity.h"
#include "host/engine/engine.h"

namespace dashflow::cli {
namespace {

struct CareArguments {
  std::vector<std::string> threads;
  bool all = false;
  std::string to;
  std::int64_t keep = 1;
  std::string older_than;
  bool retention = false;
};

using Ids = std::vector<std::string>;

Result<Ids> IdsOf(checkpoint::Store& store, const CareArguments& arguments) {
  if (arguments.threads.empty() && !arguments.all)
    return Error("usage", "no thread is named").Fix("name one, or say --all");
  const checkpoint::Directory directory(store);
  Ids ids;
  for (const std::string& name : arguments.threads) {
    DF_ASSIGN(auto record, directory.Find(name));
    ids.push_back(std::move(record.id));
  }
  if (!arguments.all) return ids;
  DF_ASSIGN(const auto records, directory.List({}));
  for (const auto& record : records) ids.push_back(record.id);
  return ids;
}

// What is done with each of the threads. All are found before anything happens to one.
using Action = Status (*)(Session&, engine::Engine&, const std::string&, const CareArguments&);

Status ForEach(Session& session, const CareArguments& arguments, Action action) {
  if (arguments.retention) return SweepNow(session);
  DF_ASSIGN(auto* const store, session.StoreForWriting());
  DF_ASSIGN(const Ids ids, IdsOf(*store, arguments));
  DF_ASSIGN(auto* const engine, session.EngineOnStore());
  for (const std::string& id : ids) DF_TRY(action(session, *engine, id, arguments));
  return Ok();
}

Status Copy(Session& session, engine::Engine& engine, const std::string& thread,
            const CareArguments& arguments) {
  DF_ASSIGN(const auto copy, engine.CopyThread(thread, arguments.to));
  session.console().DataText(Value::EmptyObject()
                                 .Set("thread", copy.id)
                                 .Set("copy_of", thread)
                                 .Set("status", checkpoint::StatusName(copy.status)),
                             copy.id);
  return Ok();
}

Status Delete(Session& session, engine::Engine& engine, const std::string& thread,
              const CareArguments&) {
  DF_TRY(engine.DeleteThread(thread));
  session.console().DataText(Value::EmptyObject().Set("thread", thread).Set("deleted", true),
                             fmt::format("{} deleted", thread));
  return Ok();
}

Result<checkpoint::PruneRule> RuleOf(const Session& session, const CareArguments& arguments) {
  checkpoint::PruneRule rule;
  if (arguments.keep < 1) {
    return Error("usage", "--keep is at least 1, not " + std::to_string(arguments.keep))
        .Operation("prune thread")
        .Resource("--keep");
  }
  rule.keep = static_cast<std::uint64_t>(arguments.keep);
  if (arguments.older_than.empty()) return rule;
  const auto age = config::ParseDuration(arguments.older_than);
  if (age.has_error())
    return Error("usage", "--older-than: " + age.error().message()).Fix(age.error().fix());
  rule.since = session.clock().Now() - *age;
  return rule;
}

Status Prune(Session& session, engine::Engine& engine, const std::string& thread,
             const CareArguments& arguments) {
  DF_ASSIGN(const auto rule, RuleOf(session, arguments));
  DF_ASSIGN(const auto pruned, engine.PruneThread(thread, rule));
  session.console().DataText(
      Value::EmptyObject()
          .Set("thread", thread)
          .Set("kept", static_cast<std::int64_t>(pruned.kept))
          .Set("removed", static_cast<std::int64_t>(pruned.removed)),
      fmt::format("{}  {} kept, {} removed", thread, pruned.kept, pruned.removed));
  return Ok();
}

using Arguments = std::shared_ptr<CareArguments>;

void Run(CLI::App& verb, Command& command, Action action, const Arguments& arguments) {
  verb.callback([&command, action, arguments] {
    command.writing = Writing::kHandsOver;
    command.run = [action, arguments](Session& session) {
      const Status done = ForEach(session, *arguments, action);
      return done.has_error() ? session.console().Fail(done.error()) : Exit::kOk;
    };
  });
}

void AddPruneFlags(CLI::App& prune, CareArguments& arguments) {
  prune.add_option("--keep", arguments.keep, "The newest that stay (default: 1)")->type_name("N");
  prune
      .add_option("--older-than", arguments.older_than,
                  "Only those that were made longer ago, such as 30d")
      ->type_name("T");
}

}  // namespace

void AddCareCommands(CLI::App& threads, Command& command) {
  const auto arguments = std::make_shared<CareArguments>();
  CLI::App* copy = threads.add_subcommand("copy", "A thread again, with all its history");
  copy->add_option("THREAD", arguments->threads, "Its id, a unique prefix of it, or @last")
      ->required()
      ->expected(1);
  copy->add_option("--to", arguments->to, "The id of the copy (default: a new one)")
      ->type_name("ID");
  CLI::App* remove = threads.add_subcommand("delete", "Threads, their runs and their history");
  remove->add_option("THREAD", arguments->threads, "Ids, unique prefixes of them, or @last")
      ->required();
  CLI::App* prune = threads.add_subcommand(
      "prune", "Older checkpoints; where a thread stands, and what waits there, stays");
  auto* which =
      prune->add_option("THREAD", arguments->threads, "Ids, unique prefixes of them, or @last");
  auto* all = prune->add_flag("--all", arguments->all, "All threads")->excludes(which);
  prune
      ->add_flag("--retention", arguments->retention,
                 "What the configuration says under retention: ended threads that are old go, too")
      ->excludes(which)
      ->excludes(all);
  AddPruneFlags(*prune, *arguments);
  Run(*copy, command, Copy, arguments);
  Run(*remove, command, Delete, arguments);
  Run(*prune, command, Prune, arguments);
}

}  // namespace dashflow::cli
