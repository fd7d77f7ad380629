// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/case_run.h"

#include <algorithm>

#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/build/definition.h"
#include "tests/conformance/graph/run/chunk_view.h"
#include "tests/conformance/graph/run/error_text.h"
#include "tests/conformance/graph/run/next_answer.h"
#include "tests/conformance/graph/run/question_text.h"
#include "tests/conformance/graph/run/raw_view.h"

namespace dashflow::cases {
namespace {

std::string ThreadOf(const Value& step) {
  const std::string named = TextOf(step, "thread");
  return named.empty() ? "1" : named;
}

std::vector<std::string> ModesOf(const Value& step) {
  const Value mode = MemberOf(step, "mode");
  if (mode.is_string()) return {std::string(mode.as_text())};
  if (!mode.is_array()) return {"values"};
  std::vector<std::string> modes;
  mode.ForEachElement([&](const Value& one) { modes.emplace_back(one.as_text()); });
  return modes;
}

bool Streams(const Value& step) {
  return step.Find("stream") != nullptr || step.Find("resume_stream") != nullptr;
}

graph::Durability DurabilityOf(const Value& step) {
  const std::string word = TextOf(step, "durability");
  if (word == "async") return graph::Durability::kAsync;
  return word == "exit" ? graph::Durability::kExit : graph::Durability::kSync;
}

// `invoke` and `stream` carry the input; null goes on.
std::optional<Value> InputOf(const Value& step) {
  for (const std::string_view key : {"invoke", "stream"}) {
    const Value* input = step.Find(key);
    if (input != nullptr && !input->is_null()) return *input;
  }
  return std::nullopt;
}

bool Runs(const Value& step) {
  constexpr std::string_view kKeys[] = {"invoke",        "stream",     "resume",
                                        "resume_stream", "resume_map", "goto"};
  return std::ranges::any_of(kKeys,
                             [&](std::string_view key) { return step.Find(key) != nullptr; });
}

// The reference's names for where a graph begins and ends.
std::string NodeName(const Value& name) {
  if (!name.is_string()) return {};
  if (name == Value("__start__")) return "START";
  if (name == Value("__input__")) return "START";
  return name == Value("__end__") ? "END" : std::string(name.as_text());
}

// One destination, or a list of them: a node, or {send: node, arg: literal}.
void AddDestinations(const Value& dest, engine::RunRequest& request) {
  if (dest.is_array())
    dest.ForEachElement([&](const Value& one) { AddDestinations(one, request); });
  if (dest.is_string()) request.go_to.push_back(NodeName(dest));
  if (!dest.is_object()) return;
  const Value arg = Value::EmptyArray().Append(MemberOf(dest, "arg"));
  request.sends.push_back({TextOf(dest, "send"), Value::EmptyObject().Set("arg", arg)});
}

}  // namespace

std::string CaseRun::Run() {
  if (const std::string problem = Start(); !problem.empty() || !case_.steps.is_array())
    return problem;
  if (case_.steps.size() > case_.expect.size()) return "has more steps than expectations";
  for (std::size_t i = 0; i < case_.steps.size(); ++i) {
    const std::string differs = Expect(case_.steps.At(i), case_.expect.At(i));
    if (!differs.empty()) return "step " + std::to_string(i + 1) + " " + differs;
  }
  return {};
}

std::string CaseRun::Start() {
  const graph::CompileReport report = host_.Compile(WriteDefinitions(case_, folder_));
  const Value first = case_.expect.empty() ? Value() : case_.expect.At(0);
  const Value wanted = MemberOf(first, "compile_error");
  if (!wanted.is_null()) {
    if (report.errors.empty()) return "compiles, though it should not";
    return CompareCompileError(report.errors, TextOf(first, "message"));
  }
  if (!report.errors.empty()) {
    const Error& error = report.errors.front();
    return "does not compile: " + error.code() + ": " + error.message() + " " + error.cause();
  }
  if (MemberOf(case_.graph, "checkpointer") != Value(false)) {
    auto opened = host_.OpenStore(store_kind_, folder_);
    if (opened.has_error()) return "has no store: " + opened.error().message();
    store_ = std::move(opened).value();
  }
  engine_ = host_.MakeEngine(store_.get());
  engine_->UseWorkflows([this](std::string_view name) { return FindSubgraph(name); });
  program_ = engine_->Load(report.workflow);
  return {};
}

Result<graph::WorkflowPtr> CaseRun::FindSubgraph(std::string_view name) const {
  const graph::CompileReport report =
      host_.Compile(folder_ / ("sub-" + std::string(name) + ".json"));
  if (!report.errors.empty()) return report.errors.front();
  return report.workflow;
}

std::string CaseRun::Expect(const Value& step, const Value& expected) {
  if (Runs(step)) return ExpectRun(step, expected);
  if (step.Find("calls") != nullptr) return CompareResult(Calls(), expected);
  if (const Value* node = step.Find("inputs"))
    return CompareResult(Inputs(node->as_text()), expected);
  if (step.Find("update") != nullptr) return ExpectValue(Update(step), expected);
  if (step.Find("bulk") != nullptr) return ExpectValue(UpdateBulk(step), expected);
  return ExpectView(step, expected);
}

std::string CaseRun::ExpectView(const Value& step, const Value& expected) {
  const auto view = ViewOf(step);
  if (view.has_error()) return CompareError(view.error(), expected);
  if (step.Find("history") != nullptr) return ExpectHistory(step, view.value(), expected);
  if (step.Find("checkpoints") != nullptr)
    return ExpectValue(ShowCheckpoints(view.value()), WithoutInternals(expected));
  if (step.Find("state") != nullptr)
    return ExpectValue(ShowState(view.value()), WithErrorCodes(expected));
  return "is unknown: " + ToJson(step);
}

std::string CaseRun::ExpectHistory(const Value& step, const ThreadView& view,
                                   const Value& expected) {
  auto& positions = histories_[ThreadOf(step)];
  auto shown = ShowHistory(view, MemberOf(step, "history"), positions);
  if (shown.has_error()) return CompareError(shown.error(), expected);
  positions = std::move(shown.value().positions);
  return CompareResult(shown.value().entries, EachWithErrorCodes(expected));
}

std::string CaseRun::ExpectValue(const Result<Value>& found, const Value& expected) const {
  if (found.has_error()) return CompareError(found.error(), expected);
  return CompareResult(found.value(), expected);
}

std::string CaseRun::ExpectRun(const Value& step, const Value& expected) {
  const bool streams = Streams(step);
  Recorder recorder(starts_, streams ? ModesOf(step) : std::vector<std::string>{"values"},
                    MemberOf(step, "mode").is_array(), !MemberOf(case_.graph, "state").is_object(),
                    MemberOf(step, "subgraphs") == Value(true), NodeOrder(), OutputKeys());
  auto request = RequestOf(step);
  if (request.has_error()) return CompareError(request.error(), expected);
  std::vector<engine::Answer> none;
  const bool in_order = store_ == nullptr || !questions_[ThreadOf(step)].empty();
  NextAnswer next(in_order ? none : request.value().answers, recorder);
  request.value().options.answerer = &next;
  request.value().options.sink = &recorder;
  const auto started = engine_->Start(program_, std::move(request).value());
  if (started.has_error()) return CompareError(started.error(), expected);
  const engine::RunResult& result = started.value().Wait();
  questions_[ThreadOf(step)] = result.questions;
  if (result.error) return CompareError(*result.error, expected);
  if (IsErrorExpectation(expected)) return "does not fail with " + ToJson(expected);
  if (streams) return CompareChunks(recorder.chunks(), ChunksWithErrorCodes(expected));
  return CompareResult(Shown(result, recorder), expected);
}

Result<engine::RunRequest> CaseRun::RequestOf(const Value& step) const {
  engine::RunRequest request;
  request.thread = ThreadOf(step);
  DF_ASSIGN(request.at, AtOf(step));
  request.input = InputOf(step);
  request.update = MemberOf(step, "update_with");
  AddDestinations(MemberOf(step, "goto"), request);
  DF_ASSIGN(request.answers, AnswersOf(step));
  request.options.durability = DurabilityOf(step);
  if (const Value limit = MemberOf(step, "recursion_limit"); !limit.is_null())
    request.options.max_steps = limit.as_int();
  return request;
}

Result<std::vector<engine::Answer>> CaseRun::AnswersOf(const Value& step) const {
  std::vector<engine::Answer> answers;
  for (const std::string_view key : {"resume", "resume_stream"}) {
    if (const Value* answer = step.Find(key)) answers.push_back({"", *answer});
  }
  const Value map = MemberOf(step, "resume_map");
  if (!map.is_object()) return answers;
  const auto waiting = questions_.find(ThreadOf(step));
  map.ForEachMember([&](const Value& text, const Value& answer) {
    if (waiting == questions_.end()) return;
    const std::string id = IdOfQuestion(waiting->second, text.as_text());
    if (!id.empty()) answers.push_back({id, answer});
  });
  return answers;
}

Value CaseRun::Shown(const engine::RunResult& result, const Recorder& recorder) const {
  Value shown = recorder.last_values();
  if (result.questions.empty()) return shown;
  ArrayBuilder asked;
  for (const auto& question : result.questions)
    asked.Add(Value::EmptyObject().Set("interrupt", question.asked.question));
  if (!shown.is_object()) shown = Value::EmptyObject();
  return shown.Set("__interrupt__", std::move(asked).Build());
}

Value CaseRun::Calls() const {
  ObjectBuilder counts;
  for (const auto& [node, starts] : starts_.nodes)
    counts.Add(std::string_view(node), static_cast<std::int64_t>(starts.size()));
  return std::move(counts).Build();
}

Value CaseRun::Inputs(std::string_view node) const {
  ArrayBuilder all;
  const auto found = starts_.nodes.find(node);
  if (found != starts_.nodes.end()) {
    for (const NodeStart& start : found->second) all.Add(start.input);
  }
  return std::move(all).Build();
}

Result<std::optional<checkpoint::Position>> CaseRun::AtOf(const Value& step) const {
  const Value at = MemberOf(step, "at");
  if (at.is_null()) return std::optional<checkpoint::Position>();
  const auto history = histories_.find(ThreadOf(step));
  const auto index = static_cast<std::size_t>(at.as_int());
  if (history == histories_.end() || index >= history->second.size())
    return Error("checkpoint_not_found", "the last history has no such entry");
  return std::optional(history->second[index]);
}

Value CaseRun::OutputKeys() const {
  const graph::Workflow& workflow = program_->workflow();
  if (workflow.root) return {};
  ArrayBuilder keys;
  for (const channel::ChannelId id : workflow.output) keys.Add(workflow.channels[id].name);
  return std::move(keys).Build();
}

std::vector<std::string> CaseRun::NodeOrder() const {
  std::vector<std::string> order;
  MemberOf(case_.graph, "nodes").ForEachMember([&](const Value& name, const Value&) {
    order.emplace_back(name.as_text());
  });
  return order;
}

Result<ThreadView> CaseRun::ViewOf(const Value& step) const {
  ThreadView view;
  view.store = store_.get();
  view.workflow = &program_->workflow();
  view.thread = ThreadOf(step);
  DF_ASSIGN(view.at, AtOf(step));
  view.order = NodeOrder();
  view.subgraphs = MemberOf(step, "sub") == Value(true);
  return view;
}

Result<Value> CaseRun::Update(const Value& step) {
  questions_.erase(ThreadOf(step));
  engine::UpdateRequest request;
  request.thread = ThreadOf(step);
  request.create = true;
  DF_ASSIGN(request.at, AtOf(step));
  request.copy = MemberOf(step, "as_node") == Value("__copy__");
  request.updates = {{NodeName(MemberOf(step, "as_node")), MemberOf(step, "update")}};
  DF_TRY(engine_->Update(program_, request));
  return Value("ok");
}

Result<Value> CaseRun::UpdateBulk(const Value& step) {
  questions_.erase(ThreadOf(step));
  engine::UpdateRequest request;
  request.thread = ThreadOf(step);
  request.create = true;
  DF_ASSIGN(request.at, AtOf(step));
  if (MemberOf(step, "bulk").empty())
    return Error("value_error", "there is no superstep to make of the updates");
  Status status = Ok();
  MemberOf(step, "bulk").ForEachElement([&](const Value& superstep) {
    request.updates.clear();
    superstep.ForEachElement([&](const Value& update) {
      request.updates.push_back({NodeName(update.At(1)), update.At(0)});
    });
    const auto made = engine_->Update(program_, request);
    if (made.has_error()) status = made.error();
    request.at.reset();
    return made.has_value();
  });
  if (status.has_error()) return status.error();
  return Value("ok");
}

}  // namespace dashflow::cases
