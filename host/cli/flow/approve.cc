// SPDX-License-Identifier: Apache-2.0
#include "host/cli/flow/approve.h"

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/thread_head.h"
#include "host/cli/flow/run_flow.h"
#include "host/cli/guest/hand_over.h"
#include "host/cli/view/answer_form.h"
#include "host/cli/view/thread_views.h"
#include "host/engine/record/waiting_questions.h"
#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

struct Waiting {
  std::string thread;
  std::string task;
  checkpoint::Asked asked;
};

Result<std::vector<checkpoint::ThreadRecord>> Records(const checkpoint::Directory& directory,
                                                      const std::string& thread) {
  if (thread.empty()) return directory.List({.status = "waiting"});
  DF_ASSIGN(auto record, directory.Find(thread));
  if (record.status != checkpoint::ThreadStatus::kWaiting) {
    return Error("not_waiting", "thread " + record.id + " does not wait: it is " +
                                    std::string(StatusName(record.status)));
  }
  std::vector<checkpoint::ThreadRecord> records;
  records.push_back(std::move(record));
  return records;
}

Status AddQuestions(checkpoint::Store& store, const checkpoint::ThreadRecord& record,
                    std::vector<Waiting>& all) {
  DF_ASSIGN(const auto loaded, checkpoint::LoadThread(store, record));
  for (auto& question : engine::QuestionsOf(loaded))
    all.push_back({record.id, std::move(question.task), std::move(question.asked)});
  return Ok();
}

Result<std::vector<Waiting>> Questions(checkpoint::Store& store, const std::string& thread) {
  std::vector<Waiting> all;
  DF_ASSIGN(const auto records, Records(checkpoint::Directory(store), thread));
  for (const auto& record : records) DF_TRY(AddQuestions(store, record, all));
  return all;
}

void Show(const Console& console, const Waiting& waiting) {
  ObjectBuilder object;
  object.Add("thread", waiting.thread);
  object.Add("task", waiting.task);
  object.Add("id", waiting.asked.id);
  object.Add("question", waiting.asked.question);
  if (!waiting.asked.schema.is_null()) object.Add("schema", waiting.asked.schema);
  const Value shown = std::move(object).Build();
  if (console.json()) return console.JsonLine(shown);
  console.Data(waiting.thread + " " + waiting.task + " (" + waiting.asked.id +
               "): " + QuestionText(waiting.asked));
}

// Nothing when the input ends first.
std::optional<std::vector<engine::Answer>> AskEach(const Console& console,
                                                   const std::vector<Waiting>& questions) {
  std::vector<engine::Answer> answers;
  for (const Waiting& waiting : questions) {
    console.Say("thread " + waiting.thread + ", task " + waiting.task + " asks");
    const auto answer = AskForAnswer(console, waiting.asked);
    if (!answer) return std::nullopt;
    answers.push_back({waiting.asked.id, *answer});
  }
  return answers;
}

// In this process, or in the one that holds the store.
Exit Continue(Session& session, const std::string& thread, std::vector<engine::Answer> answers) {
  Value by_id = Value::EmptyObject();
  for (const auto& answer : answers) by_id = std::move(by_id).Set(answer.id, answer.value);
  const auto exit = HandOver(session, {"resume", "--answers", ToJson(by_id), "--", thread});
  if (exit) return *exit;
  engine::RunRequest request;
  request.answers = std::move(answers);
  return ContinueThread(session, thread, std::move(request), {});
}

// Goes on asking while the run has further questions. The store is held only while it runs.
Exit AskAll(Session& session, std::vector<Waiting> questions) {
  Exit exit = Exit::kWaiting;
  while (exit == Exit::kWaiting && !questions.empty()) {
    auto answers = AskEach(session.console(), questions);
    if (!answers) return Exit::kWaiting;
    const std::string thread = questions.front().thread;
    exit = Continue(session, thread, std::move(*answers));
    if (exit != Exit::kWaiting) break;
    const auto store = session.StoreForReading();
    if (store.has_error()) return session.console().Fail(store.error());
    auto further = Questions(*store.value(), thread);
    if (further.has_error()) return session.console().Fail(further.error());
    questions = std::move(further).value();
  }
  return exit;
}

}  // namespace

Exit Approve(Session& session, const std::string& thread) {
  const Console& console = session.console();
  const bool ask = console.may_ask() && !console.json();
  const auto store = session.StoreForReading();
  if (store.has_error()) return console.Fail(store.error());
  const auto questions = Questions(*store.value(), thread);
  if (questions.has_error()) return console.Fail(questions.error());
  if (questions.value().empty()) return console.Say("nothing waits"), Exit::kOk;
  const bool one_thread = questions.value().front().thread == questions.value().back().thread;
  if (ask && one_thread) return AskAll(session, questions.value());
  for (const Waiting& waiting : questions.value()) Show(console, waiting);
  return Exit::kWaiting;
}

}  // namespace dashflow::cli
