// SPDX-License-Identifier: Apache-2.0
#include "host/cli/threads/update.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/cli/flow/run_flow.h"
#include "host/cli/session.h"
#include "host/cli/thread_at.h"
#include "host/cli/view/thread_views.h"
#include "host/engine/engine.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

struct UpdateArguments {
  std::string thread;
  std::string at;
  std::vector<std::string> as_nodes;
  std::vector<std::string> values;
  std::string bulk;
  bool copy = false;
};

using Superstep = std::vector<engine::StateUpdate>;

Error Misuse(std::string message, std::string fix) {
  return Error("usage", std::move(message)).Operation("update state").Fix(std::move(fix));
}

Result<Value> ValuesAt(const Session& session, const UpdateArguments& arguments,
                       std::size_t index) {
  if (index >= arguments.values.size()) return Value();
  return JsonArgument(session, arguments.values[index], "--values");
}

// The n-th --as and the n-th --values are one update.
Result<Superstep> OneSuperstep(const Session& session, const UpdateArguments& arguments) {
  const std::size_t nodes = arguments.as_nodes.size();
  const std::size_t count = std::max<std::size_t>({nodes, arguments.values.size(), 1});
  if (count > 1 && (nodes != count || arguments.values.size() != count))
    return Misuse("several updates need --as and --values each",
                  "write --as NODE before each --values");
  Superstep updates;
  for (std::size_t i = 0; i < count; ++i) {
    DF_ASSIGN(Value values, ValuesAt(session, arguments, i));
    updates.push_back({i < nodes ? arguments.as_nodes[i] : std::string(), std::move(values)});
  }
  return updates;
}

constexpr const char* kBulkExample = R"(write [[{"as": "node", "values": {"channel": 1}}], …])";

Result<Superstep> BulkSuperstep(const Value& list) {
  if (!list.is_array() || list.empty())
    return Misuse("each superstep of --bulk is a list of updates", kBulkExample);
  Superstep updates;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Value update = list.At(i);
    const Value* node = update.is_object() ? update.Find("as") : nullptr;
    if (node == nullptr || !node->is_string())
      return Misuse("each update of --bulk says as which node", kBulkExample);
    const Value* values = update.Find("values");
    updates.push_back({std::string(node->as_text()), values == nullptr ? Value() : *values});
  }
  return updates;
}

Result<std::vector<Superstep>> Supersteps(const Session& session,
                                          const UpdateArguments& arguments) {
  std::vector<Superstep> supersteps;
  if (arguments.bulk.empty()) {
    DF_ASSIGN(auto one, OneSuperstep(session, arguments));
    supersteps.push_back(std::move(one));
    return supersteps;
  }
  DF_ASSIGN(const Value list, JsonArgument(session, arguments.bulk, "--bulk"));
  if (!list.is_array() || list.empty())
    return Misuse("--bulk is a list of supersteps", kBulkExample);
  for (std::size_t i = 0; i < list.size(); ++i) {
    DF_ASSIGN(auto one, BulkSuperstep(list.At(i)));
    supersteps.push_back(std::move(one));
  }
  return supersteps;
}

// The new checkpoint and what is due there.
Status ShowUpdated(Session& session, const std::string& thread,
                   const checkpoint::Position& position) {
  DF_ASSIGN(auto* store, session.StoreForReading());
  DF_ASSIGN(const auto found, FindThread(*store, thread));
  session.console().DataJson(Value::EmptyObject()
                                 .Set("thread", found.record.id)
                                 .Set("checkpoint", ToText(position))
                                 .Set("next", NextView(found.loaded.state, found.loaded.names)));
  return Ok();
}

Status UpdateAll(Session& session, const graph::WorkflowPtr& workflow,
                 engine::UpdateRequest request, const std::vector<Superstep>& supersteps) {
  DF_ASSIGN(auto* const engine, session.EngineOnStore());
  const engine::ProgramPtr program = engine->Load(workflow);
  checkpoint::Position made;
  for (const Superstep& updates : supersteps) {
    request.updates = updates;
    DF_ASSIGN(made, engine->Update(program, request));
    request.at.reset();
  }
  return ShowUpdated(session, request.thread, made);
}

Exit Update(Session& session, const UpdateArguments& arguments) {
  const Console& console = session.console();
  engine::UpdateRequest request;
  const auto at = CheckpointArgument(arguments.at);
  if (at.has_error()) return console.Fail(at.error());
  request.at = at.value();
  request.copy = arguments.copy;
  const auto supersteps = Supersteps(session, arguments);
  if (supersteps.has_error()) return console.Fail(supersteps.error());
  Exit exit = Exit::kOk;
  checkpoint::ThreadRecord record;
  const auto workflow = WorkflowOf(session, arguments.thread, record, exit, request.at);
  if (!workflow) return exit;
  request.thread = record.id;
  const Status done = UpdateAll(session, workflow, std::move(request), *supersteps);
  return done.has_error() ? console.Fail(done.error()) : Exit::kOk;
}

void AddUpdateFlags(CLI::App& update, UpdateArguments& arguments) {
  CLI::Option* as_node =
      update
          .add_option("--as", arguments.as_nodes,
                      "The node whose edges are followed then (default: the one that ran last), "
                      "START or END; with --values repeatable")
          ->type_name("NODE");
  CLI::Option* values =
      update.add_option("--values", arguments.values, "What it writes: JSON, @FILE or -")
          ->type_name("JSON");
  CLI::Option* bulk =
      update
          .add_option(
              "--bulk", arguments.bulk,
              "Several supersteps, a list of lists of {\"as\", \"values\"}: JSON, @FILE or -")
          ->type_name("JSON")
          ->excludes(as_node)
          ->excludes(values);
  update.add_option("--at", arguments.at, "From this checkpoint, on a new branch")
      ->type_name("CHECKPOINT");
  update.add_flag("--copy", arguments.copy, "The checkpoint again, beside itself, unchanged")
      ->excludes(as_node)
      ->excludes(values)
      ->excludes(bulk);
}

}  // namespace

void AddUpdateCommand(CLI::App& threads, Command& command) {
  const auto arguments = std::make_shared<UpdateArguments>();
  CLI::App* update = threads.add_subcommand("update", "Change its state, as if a node had");
  update->add_option("THREAD", arguments->thread, "Its id, a unique prefix of it, or @last")
      ->required();
  AddUpdateFlags(*update, *arguments);
  update->callback([&command, arguments] {
    command.writing = Writing::kHandsOver;
    command.run = [arguments](Session& session) { return Update(session, *arguments); };
  });
}

}  // namespace dashflow::cli
