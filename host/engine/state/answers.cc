// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/answers.h"

#include <algorithm>

#include "host/engine/task/task.h"
#include "host/value/depth.h"
#include "host/value/schema.h"

namespace dashflow::engine {
namespace {

using checkpoint::Asked;
using checkpoint::TaskProgress;

struct Question {
  TaskProgress* task = nullptr;
  const Asked* asked = nullptr;
  std::string path;
};

// What still has no answer.
std::vector<Question> Waiting(const graph::Workflow& workflow, checkpoint::State& state) {
  std::vector<Question> questions;
  for (TaskProgress& task : state.progress) {
    const std::string path = PathText(workflow, task.path, task.node());
    for (const Asked& asked : task.asked) questions.push_back({&task, &asked, path});
  }
  return questions;
}

Result<Question> Choose(const std::vector<Question>& questions, const Answer& answer) {
  if (answer.id.empty() && questions.size() == 1) return questions.front();
  if (answer.id.empty()) {
    return Error("resume_ambiguous",
                 std::to_string(questions.size()) + " questions wait, and the answer names none");
  }
  const auto fits = [&answer](const Question& each) {
    return each.asked->id == answer.id || each.path == answer.id;
  };
  const auto found = std::ranges::find_if(questions, fits);
  if (found == questions.end())
    return Error("question_not_found", "no question '" + answer.id + "' waits for an answer");
  return *found;
}

Status Fits(const Question& question, const Value& answer) {
  DF_TRY(CheckDepth(answer));
  if (question.asked->schema.is_null()) return Ok();
  DF_ASSIGN(const Schema schema, Schema::Compile(question.asked->schema));
  const Status status = schema.Check(answer);
  if (status.has_value()) return Ok();
  return Error("answer_invalid", "the answer does not fit the question of " + question.path)
      .Operation("answer a question")
      .Resource(question.path)
      .Cause(status.error().cause().empty() ? status.error().message() : status.error().cause());
}

void Give(const Question& question, const Value& answer) {
  if (question.asked->inner) {
    question.task->inner_answers.push_back({question.asked->id, answer});
  } else {
    question.task->answers.push_back(answer);
  }
}

// A task asks one thing at a time, its subworkflows may ask several.
void ForgetAnswered(TaskProgress& task) {
  std::erase_if(task.asked, [&](const Asked& asked) {
    const auto has_id = [&asked](const auto& answer) { return answer.id == asked.id; };
    return !asked.inner || std::ranges::any_of(task.inner_answers, has_id);
  });
}

}  // namespace

Result<std::vector<TaskProgress>> GiveAnswers(const graph::Workflow& workflow,
                                              checkpoint::State& state,
                                              const std::vector<Answer>& answers) {
  const std::vector<Question> questions = Waiting(workflow, state);
  if (questions.empty() && !answers.empty())
    return Error("not_waiting", "the thread does not wait for an answer");
  std::vector<TaskProgress*> answered;
  for (const Answer& answer : answers) {
    DF_ASSIGN(const Question question, Choose(questions, answer));
    DF_TRY(Fits(question, answer.value));
    Give(question, answer.value);
    if (std::ranges::find(answered, question.task) == answered.end())
      answered.push_back(question.task);
  }
  std::vector<TaskProgress> news;
  for (TaskProgress* task : answered) {
    ForgetAnswered(*task);
    news.push_back(*task);
  }
  return news;
}

}  // namespace dashflow::engine
