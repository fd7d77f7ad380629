// SPDX-License-Identifier: Apache-2.0
#include "host/cli/threads/retention.h"

#include <fmt/format.h>

#include <atomic>

#include "host/config/quantity.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kOfWorkflow = "retention.workflows.";

Error NoRule() {
  return Error("usage", "the configuration says nothing about retention")
      .Operation("prune thread")
      .Resource("--retention")
      .Cause(
          "neither retention.checkpoints nor retention.finished is set, for all or for a workflow")
      .Fix("set one, such as retention: {finished: 30d}");
}

// Null = it says nothing. REQUIRES: the values are as the settings' schema has them.
retention::Rule RuleOf(const Value* checkpoints, const Value* finished) {
  retention::Rule rule;
  if (checkpoints != nullptr) rule.checkpoints = static_cast<std::uint64_t>(checkpoints->as_int());
  if (finished == nullptr || finished->as_text() == "never") return rule;
  const auto time = config::ParseDuration(finished->as_text());
  if (time.has_value()) rule.finished = time.value();
  return rule;
}

}  // namespace

retention::Rules RetentionRules(const settings::Settings& settings) {
  retention::Rules rules{
      RuleOf(settings.Find("retention.checkpoints"), settings.Find("retention.finished")), {}};
  for (const auto& [path, setting] : settings.all()) {
    if (!path.starts_with(kOfWorkflow)) continue;
    rules.workflows[path.substr(kOfWorkflow.size())] =
        RuleOf(setting.value.Find("checkpoints"), setting.value.Find("finished"));
  }
  return rules;
}

Result<retention::Parts> RetentionParts(Session& session, engine::Engine& engine) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForWriting());
  return retention::Parts{engine, *store, checkpoint::CareOf(*store), session.clock(),
                          session.log()};
}

Value SweptView(const retention::Swept& swept) {
  return Value::EmptyObject()
      .Set("deleted", swept.deleted)
      .Set("pruned", swept.pruned)
      .Set("checkpoints", swept.checkpoints)
      .Set("blobs", swept.blobs)
      .Set("left", swept.left);
}

std::string SweptText(const retention::Swept& swept) {
  return fmt::format(
      "retention: {} threads deleted, {} pruned ({} checkpoints removed), {} blobs erased",
      swept.deleted, swept.pruned, swept.checkpoints, swept.blobs);
}

Status SweepNow(Session& session) {
  const retention::Rules rules = RetentionRules(session.settings_report().settings);
  if (!rules.has_any()) return NoRule();
  DF_ASSIGN(auto* const engine, session.EngineOnStore());
  DF_ASSIGN(const retention::Parts parts, RetentionParts(session, *engine));
  const std::atomic<bool> never{false};
  DF_ASSIGN(const auto swept, retention::Sweep(parts, rules).Run(never));
  session.console().DataText(SweptView(swept), SweptText(swept));
  return Ok();
}

}  // namespace dashflow::cli
