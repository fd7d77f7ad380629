// SPDX-License-Identifier: Apache-2.0
#include "host/cli/flow/move_flow.h"

#include <filesystem>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/stored_definition.h"
#include "host/cli/flow/move_view.h"
#include "host/engine/move/move_plan.h"

namespace dashflow::cli {
namespace {

using graph::Migration;
using graph::WorkflowPtr;

// With the parameters of the thread. Null after mistakes, which are told.
WorkflowPtr CompileFile(Session& session, const checkpoint::ThreadRecord& record,
                        const std::string& file, Exit& exit) {
  auto parsed = session.ReadWorkflow(file);
  const Value params = checkpoint::ParamsFor(parsed, record.params);
  return session.CompileWorkflow(std::move(parsed), params, exit);
}

WorkflowPtr CompileStored(Session& session, checkpoint::Store& store,
                          const checkpoint::ThreadRecord& record, Exit& exit) {
  auto parsed = checkpoint::StoredDefinition(store, record);
  if (parsed.has_error()) return exit = session.console().Fail(parsed.error()), nullptr;
  const Value params = checkpoint::ParamsFor(*parsed, record.params);
  return session.CompileWorkflow(std::move(parsed).value(), params, exit);
}

Status Move(Session& session, OnDefinition& thread, const Migration& migration) {
  DF_ASSIGN(auto* const engine, session.EngineOnStore());
  DF_ASSIGN(thread.record, engine->MoveThread(thread.record.id, migration));
  thread.workflow = migration.to;
  session.console().Say("thread " + thread.record.id + " moved to version " +
                        thread.record.version + " of " + migration.to->file + " (" +
                        ReasonText(migration) + ")");
  return Ok();
}

// The file of the workflow as it is now; empty = it is not known.
std::string CurrentFile(const Session& session, const OnDefinition& thread) {
  const std::string named = session.named_workflows()(thread.record.workflow);
  std::error_code problem;
  const std::string& file = named.empty() ? thread.workflow->file : named;
  return std::filesystem::exists(file, problem) ? file : "";
}

// Null = there is none, or it is not another one.
WorkflowPtr CurrentWorkflow(Session& session, const OnDefinition& thread) {
  const std::string file = CurrentFile(session, thread);
  if (file.empty()) return nullptr;
  auto parsed = session.ReadWorkflow(file);
  if (parsed.definition == nullptr || parsed.definition->name != thread.record.workflow ||
      parsed.definition->version == thread.record.version)
    return nullptr;
  const Value params = checkpoint::ParamsFor(parsed, thread.record.params);
  const auto report =
      graph::Compile(std::move(parsed), {session.plugins(), session.plugins().reducers(), params});
  if (!report.workflow) SayStays(session.console(), thread.record, file, "it has mistakes");
  return report.workflow;
}

}  // namespace

bool MoveToFile(Session& session, OnDefinition& thread, const std::string& file, Exit& exit) {
  const WorkflowPtr to = CompileFile(session, thread.record, file, exit);
  if (!to) return false;
  if (to->version == thread.record.version) return true;
  const Status moved = Move(session, thread, graph::MakeMigration(thread.workflow, to));
  if (moved.has_error()) exit = session.console().Fail(moved.error());
  return moved.has_value();
}

bool MoveToCurrent(Session& session, OnDefinition& thread, Exit& exit) {
  const WorkflowPtr to = CurrentWorkflow(session, thread);
  if (!to) return true;
  const Migration migration = graph::MakeMigration(thread.workflow, to);
  if (!migration.covered()) {
    SayStays(session.console(), thread.record, to->file, "it has another shape now");
    return true;
  }
  const Status moved = Move(session, thread, migration);
  if (moved.has_value()) return true;
  if (moved.error().code() == "migration_refused") {
    SayStays(session.console(), thread.record, to->file, moved.error().message());
    return true;
  }
  exit = session.console().Fail(moved.error());
  return false;
}

bool MoveToWorkflow(Session& session, const std::string& thread, const WorkflowPtr& workflow,
                    Exit& exit) {
  const auto store = session.StoreForWriting();
  if (store.has_error()) return exit = session.console().Fail(store.error()), false;
  auto record = checkpoint::Directory(*store.value()).Get(thread);
  if (record.has_error() || record->shape == workflow->shape) return true;
  OnDefinition on{std::move(record).value(), nullptr};
  on.workflow = CompileStored(session, *store.value(), on.record, exit);
  if (!on.workflow) return false;
  const Status moved = Move(session, on, graph::MakeMigration(on.workflow, workflow));
  if (moved.has_error()) exit = session.console().Fail(moved.error());
  return moved.has_value();
}

Exit ShowMove(Session& session, const std::string& thread, const std::string& file) {
  const Console& console = session.console();
  const auto store = session.StoreForReading();
  if (store.has_error()) return console.Fail(store.error());
  const auto record = checkpoint::Directory(*store.value()).Find(thread);
  if (record.has_error()) return console.Fail(record.error());
  Exit exit = Exit::kOk;
  const WorkflowPtr own = CompileStored(session, *store.value(), *record, exit);
  if (!own) return exit;
  const WorkflowPtr to = CompileFile(session, *record, file, exit);
  if (!to) return exit;
  const Migration migration = graph::MakeMigration(own, to);
  const auto plan = engine::PlanMove(*store.value(), *record, migration, session.clock().Now());
  console.DataText(MoveValue(*record, migration, plan.has_value()),
                   MoveText(*record, migration, plan.has_value()));
  return plan.has_error() ? console.Fail(plan.error()) : Exit::kOk;
}

}  // namespace dashflow::cli
