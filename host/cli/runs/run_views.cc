// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/run_views.h"

#include <fmt/format.h>

#include "host/cli/runs/crash_view.h"
#include "host/cli/runs/liveness.h"
#include "host/cli/view/answer_form.h"
#include "host/engine/record/announcer.h"
#include "host/event/event.h"
#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

using checkpoint::RunRecord;
using checkpoint::ThreadStatus;

bool HasEnded(const RunRecord& record) { return record.status != ThreadStatus::kRunning; }

double Milliseconds(const RunRecord& record) {
  return std::chrono::duration<double, std::milli>(record.updated - record.started).count();
}

void AddFacts(ObjectBuilder& object, const RunRecord& record, std::string_view status) {
  object.Add("run", record.id);
  object.Add("thread", record.thread);
  object.Add("workflow", record.workflow);
  object.Add("version", record.version);
  object.Add("status", status);
  object.Add("started", event::FormatTime(record.started));
  if (HasEnded(record)) {
    object.Add("ended", event::FormatTime(record.updated));
    object.Add("ms", Milliseconds(record));
    object.Add("steps", record.steps);
  }
  if (!record.error.is_null()) object.Add("error", record.error);
}

Value QuestionsView(const engine::RunResult& result) {
  ArrayBuilder questions;
  for (const auto& question : result.questions) questions.Add(engine::QuestionValue(question));
  return std::move(questions).Build();
}

// As much of an id as tells it from others, as a rule: its time.
std::string Short(const std::string& id) { return id.substr(0, 13); }

std::string Took(const RunRecord& record) {
  return HasEnded(record) ? fmt::format("{:.0f} ms", Milliseconds(record)) : "-";
}

std::string ErrorText(const Value& error) {
  const Value* message = error.Find("message");
  return message == nullptr ? ToJson(error) : std::string(message->as_text());
}

// A thread is resumed and answered where it stands now.
std::string NextOf(const RunFacts& facts) {
  if (facts.status == "done" || facts.continued_by.empty())
    return NextCommands(facts.status, facts.result);
  return "dashflow runs show " + Short(facts.continued_by);
}

class Lines {
 public:
  void Add(std::string_view name, const std::string& text) {
    if (!text.empty()) text_ += fmt::format("{:<10}{}\n", name, text);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

Value RunView(const RunRecord& record, std::string_view status) {
  ObjectBuilder object;
  AddFacts(object, record, status);
  return std::move(object).Build();
}

std::string RunLine(const RunRecord& record, std::string_view status) {
  std::string line = fmt::format("{}  {:<10}  {}  {}  {}", record.id, status, record.workflow,
                                 record.thread, Took(record));
  if (!record.error.is_null()) line += fmt::format("  {}", ErrorCodeOf(record));
  return line;
}

Value RunFactsView(const RunFacts& facts) {
  ObjectBuilder object;
  AddFacts(object, facts.record, facts.status);
  if (!facts.input.is_null()) object.Add("input", facts.input);
  if (HasEnded(facts.record)) object.Add("output", facts.result.output);
  if (!facts.result.questions.empty()) object.Add("interrupts", QuestionsView(facts.result));
  if (facts.crash) object.Add("crashes", CrashView(*facts.crash));
  if (!facts.continued_by.empty()) object.Add("continued_by", facts.continued_by);
  const std::string next = NextOf(facts);
  if (!next.empty()) object.Add("next", next);
  return std::move(object).Build();
}

std::string RunFactsText(const RunFacts& facts) {
  const RunRecord& record = facts.record;
  Lines lines;
  lines.Add("run", record.id);
  lines.Add("thread", record.thread);
  lines.Add("workflow", record.workflow + " (" + record.version + ")");
  lines.Add("status", EndingText(facts.status, facts.result));
  lines.Add("started", event::FormatTime(record.started));
  if (HasEnded(record))
    lines.Add("took", fmt::format("{}, supersteps: {}", Took(record), record.steps));
  lines.Add("input", facts.input.is_null() ? "none: it continued its thread" : ToJson(facts.input));
  if (HasEnded(record)) lines.Add("output", ToJson(facts.result.output));
  if (!record.error.is_null())
    lines.Add("error", fmt::format("[{}] {}", ErrorCodeOf(record), ErrorText(record.error)));
  for (const auto& question : facts.result.questions)
    lines.Add("asks", fmt::format("{} ({}): {}", question.task, question.asked.id,
                                  QuestionText(question.asked)));
  if (facts.crash) lines.Add("host", CrashText(*facts.crash));
  lines.Add("next", NextOf(facts));
  return lines.text();
}

std::string NextCommands(std::string_view status, const engine::RunResult& result) {
  const std::string run = Short(result.run);
  const std::string thread = Short(result.thread);
  if (status == "done") return {};
  if (status == kRunningWord) return fmt::format("dashflow wait {0} · dashflow cancel {0}", run);
  if (status == kParkedWord)
    return fmt::format("dashflow runs retry {0} · dashflow runs drop {0}", run);
  if (status == "waiting" && !result.questions.empty()) return "dashflow approve " + thread;
  return "dashflow resume " + thread;
}

std::string EndingText(std::string_view status, const engine::RunResult& result) {
  std::string text(status);
  if (result.error && !result.error->place().task.empty())
    text += " at " + result.error->place().task;
  return text;
}

}  // namespace dashflow::cli
