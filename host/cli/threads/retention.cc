// SPDX-License-Identifier: Apache-2.0
#include "host/cli/threads/retention.h"

#include <fmt/format.h>

#include <atomic>

#include "host/config/quantity.h"

namespace dashflow::cli {
namespace {

Error NoRule() {
  return Error("usage", "the configuration says nothing about retention")
      .Operation("prune thread")
      .Resource("--retention")
      .Cause("neither retention.checkpoints nor retention.finished is set")
      .Fix("set one, such as retention: {finished: 30d}");
}

}  // namespace

retention::Rule RetentionRule(const settings::Settings& settings) {
  retention::Rule rule;
  rule.checkpoints = static_cast<std::uint64_t>(settings.Find("retention.checkpoints")->as_int());
  const std::string finished = settings.Text("retention.finished");
  const auto time = config::ParseDuration(finished);
  if (finished != "never" && time.has_value()) rule.finished = time.value();
  return rule;
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
  const retention::Rule rule = RetentionRule(session.settings_report().settings);
  if (!rule.has_any()) return NoRule();
  DF_ASSIGN(auto* const engine, session.EngineOnStore());
  DF_ASSIGN(const retention::Parts parts, RetentionParts(session, *engine));
  const std::atomic<bool> never{false};
  DF_ASSIGN(const auto swept, retention::Sweep(parts, rule).Run(never));
  session.console().DataText(SweptView(swept), SweptText(swept));
  return Ok();
}

}  // namespace dashflow::cli
