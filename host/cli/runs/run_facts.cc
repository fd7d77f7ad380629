// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/run_facts.h"

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/run/crash_directory.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/cli/view/thread_views.h"
#include "host/engine/record/announcer.h"
#include "host/engine/record/waiting_questions.h"
#include "host/graph/files/stored_text.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

using checkpoint::RunRecord;

Result<Value> InputOf(checkpoint::Store& store, const RunRecord& record) {
  Value input;
  DF_TRY(
      checkpoint::Loader(store).VisitBackwards(record.first, [&](const auto&, const auto& entry) {
        if (entry.kind == checkpoint::EntryKind::kBegin) input = entry.input;
        return false;
      }));
  return input;
}

// What the workflow's `output:` names, or every channel that is not private.
bool IsOutput(const graph::Definition& definition, const std::string& channel) {
  if (definition.output)
    return std::ranges::find(*definition.output, channel, &graph::NameRef::name) !=
           definition.output->end();
  return std::ranges::any_of(definition.state, [&channel](const auto& each) {
    return each.name.name == channel && !each.is_private;
  });
}

Result<Value> OutputOf(checkpoint::Store& store, const checkpoint::Loaded& loaded) {
  DF_ASSIGN(const auto stored, checkpoint::Directory(store).GetDefinition(loaded.names.version));
  const auto parsed = graph::ParseStored(stored.file, stored.text);
  const Value state = checkpoint::ValuesOf(loaded.state, loaded.names);
  if (parsed.definition && parsed.definition->root) {
    const Value* root = state.Find(parsed.definition->root->name);
    return root == nullptr ? Value() : *root;
  }
  ObjectBuilder output;
  state.ForEachMember([&](const Value& name, const Value& value) {
    if (parsed.definition && IsOutput(*parsed.definition, std::string(name.as_text())))
      output.Add(name.as_text(), value);
  });
  return std::move(output).Build();
}

Status AddEnd(checkpoint::Store& store, const RunRecord& record, engine::RunResult& result) {
  DF_ASSIGN(const auto loaded, checkpoint::Loader(store).Load(record.last));
  DF_ASSIGN(result.output, OutputOf(store, loaded));
  if (record.status == checkpoint::ThreadStatus::kWaiting)
    result.questions = engine::QuestionsOf(loaded);
  return Ok();
}

}  // namespace

Result<RunRecord> FindRun(checkpoint::Store& store, const std::string& name) {
  const checkpoint::RunDirectory runs(store);
  auto run = runs.Find(name);
  if (run.has_value() || run.error().code() != "run_not_found") return run;
  const auto thread = checkpoint::Directory(store).Find(name);
  if (thread.has_value()) return runs.Get(thread.value().run);
  return thread.error().code() == "thread_not_found" ? run.error() : thread.error();
}

Result<std::string> ContinuedBy(checkpoint::Store& store, const RunRecord& record) {
  DF_ASSIGN(auto thread, checkpoint::Directory(store).Get(record.thread));
  return thread.run == record.id ? std::string() : std::move(thread.run);
}

Result<RunFacts> FactsOf(checkpoint::Store& store, const RunRecord& record,
                         std::string_view status) {
  RunFacts facts{.record = record,
                 .status = status,
                 .input = {},
                 .continued_by = {},
                 .crash = {},
                 .result = {}};
  facts.result.status = record.status;
  facts.result.thread = record.thread;
  facts.result.run = record.id;
  facts.result.steps = record.steps;
  if (!record.error.is_null()) facts.result.error = engine::ErrorOf(record.error);
  DF_ASSIGN(facts.input, InputOf(store, record));
  DF_ASSIGN(facts.continued_by, ContinuedBy(store, record));
  if (facts.continued_by.empty()) {
    DF_ASSIGN(facts.crash, checkpoint::CrashDirectory(store).Get(record.thread));
  }
  if (record.last.stream != 0) DF_TRY(AddEnd(store, record, facts.result));
  return facts;
}

}  // namespace dashflow::cli
