// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "host/api/answer.h"
#include "host/api/request/body.h"
#include "host/api/request/page.h"
#include "host/api/routes.h"
#include "host/api/state/selected_state.h"
#include "host/api/state/state_update.h"
#include "host/api/state/thread_state.h"
#include "host/api/threads/thread.h"

namespace dashflow::api {
namespace {

constexpr std::string_view kTag = "Threads";

constexpr std::string_view kCheckpointBody = R"({"type": "object", "required": ["checkpoint"],
  "properties": {"checkpoint": {"type": "object"}, "subgraphs": {"type": ["boolean", "null"]},
  "select": {"type": ["array", "null"], "items": {"type": "string"}}}})";

constexpr std::string_view kUpdateBody = R"({"type": "object", "properties": {
  "values": {}, "as_node": {"type": ["string", "null"]},
  "checkpoint": {"type": ["object", "null"]}, "checkpoint_id": {"type": ["string", "null"]}}})";

constexpr std::string_view kPatchBody = R"({"type": "object", "properties": {
  "metadata": {"type": ["object", "null"]}}})";

constexpr std::string_view kHistoryBody = R"({"type": ["object", "null"], "properties": {
  "limit": {"type": ["integer", "null"], "minimum": 0},
  "before": {"type": ["string", "object", "null"]}, "metadata": {"type": ["object", "null"]},
  "checkpoint": {"type": ["object", "null"]},
  "select": {"type": ["array", "null"], "items": {"type": "string"}}}})";

const http::Parameter kSelect{"select", R"({"type": "string"})",
                              "only these members, or members of the values (values.NAME)", true};
const http::Parameter kSubgraphs{"subgraphs", R"({"type": "boolean"})",
                                 "with the states of the subworkflows under way"};

bool AsksSubgraphs(const http::Request& request) {
  return request.Query("subgraphs") == "true" || request.Query("subgraphs") == "1";
}

Answer StateOfRef(Service& service, const http::Request& request, const CheckpointRef& ref,
                  bool subgraphs, const Value& select) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments[0]));
  DF_ASSIGN(const Value state, StateAt(service, thread, ref, subgraphs));
  return Json(SelectedState(state, select));
}

Answer GetState(Service& service, const http::Request& request) {
  return StateOfRef(service, request, {}, AsksSubgraphs(request), SelectOf(request));
}

Answer GetStateAt(Service& service, const http::Request& request) {
  DF_ASSIGN(const auto at, CheckpointId(request.arguments[1]));
  return StateOfRef(service, request, {.at = at}, AsksSubgraphs(request), SelectOf(request));
}

Answer PostCheckpoint(Service& service, const http::Request& request) {
  DF_ASSIGN(const auto ref, ReadCheckpointRef(ValueOf(request.body, "checkpoint")));
  return StateOfRef(service, request, ref, FlagOf(request.body, "subgraphs"),
                    ValueOf(request.body, "select"));
}

Answer UpdateState(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments[0]));
  DF_ASSIGN(const auto made, UpdateThread(service, request.caller, thread, request.body));
  return Json(Value::EmptyObject().Set("checkpoint", CheckpointView(thread.id, "", made)));
}

Answer PatchState(Service& service, const http::Request& request) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments[0]));
  const Value more = ObjectOf(request.body, "metadata");
  DF_TRY(ChangeThread(service, thread, [&more](Thread& now) {
    now.metadata = Merged(std::move(now.metadata), more);
  }));
  return NoContent();
}

// `before` is the id of a checkpoint, a checkpoint, or a configuration that names one.
Result<std::optional<checkpoint::Position>> BeforeOf(const Value& before) {
  if (before.is_string()) return CheckpointId(before.as_text());
  const Value* const config = Find(before, "configurable");
  DF_ASSIGN(const auto ref, ReadCheckpointRef(config != nullptr ? *config : before));
  return ref.at;
}

Answer History(Service& service, const http::Request& request, const Value& asked) {
  HistoryAsk ask;
  ask.limit = static_cast<std::size_t>(NumberOf(asked, "limit", 10));
  ask.metadata = ValueOf(asked, "metadata");
  DF_ASSIGN(ask.before, BeforeOf(ValueOf(asked, "before")));
  DF_ASSIGN(ask.from, ReadCheckpointRef(ValueOf(asked, "checkpoint")));
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments[0]));
  DF_ASSIGN(const Value states, HistoryOf(service, thread, ask));
  return Json(SelectedStates(states, ValueOf(asked, "select")));
}

Answer PostHistory(Service& service, const http::Request& request) {
  return History(service, request, request.body);
}

Answer GetHistory(Service& service, const http::Request& request) {
  Value asked = Value::EmptyObject();
  if (const auto before = request.Query("before")) asked = asked.Set("before", *before);
  if (const auto limit = request.Query("limit")) {
    std::int64_t number = 0;
    std::from_chars(limit->data(), limit->data() + limit->size(), number);
    asked = asked.Set("limit", number);
  }
  return History(service, request, asked);
}

}  // namespace

Rows StateRoutes(Service& service) {
  using http::Method;
  using http::Scope;
  return {
      {.method = Method::kGet,
       .pattern = "/threads/{thread_id}/state",
       .operation = "getThreadState",
       .tag = kTag,
       .summary = "Where a thread stands",
       .query = {kSubgraphs, kSelect},
       .handle = Answering(service, GetState)},
      {.method = Method::kGet,
       .pattern = "/threads/{thread_id}/state/{checkpoint_id}",
       .operation = "getThreadStateAtCheckpoint",
       .tag = kTag,
       .summary = "Where a thread stood at a checkpoint",
       .query = {kSubgraphs, kSelect},
       .handle = Answering(service, GetStateAt)},
      {.method = Method::kPost,
       .pattern = "/threads/{thread_id}/state/checkpoint",
       .operation = "postThreadStateAtCheckpoint",
       .tag = kTag,
       .summary = "The same, by a checkpoint object, also of a subworkflow",
       .body = kCheckpointBody,
       .needs_body = true,
       .handle = Answering(service, PostCheckpoint)},
      {.method = Method::kPost,
       .pattern = "/threads/{thread_id}/state",
       .operation = "updateThreadState",
       .tag = kTag,
       .summary = "Change the state as if a node had",
       .scope = Scope::kWrite,
       .body = kUpdateBody,
       .needs_body = true,
       .handle = Answering(service, UpdateState)},
      {.method = Method::kPatch,
       .pattern = "/threads/{thread_id}/state",
       .operation = "patchThreadState",
       .tag = kTag,
       .summary = "Add to the metadata of a thread",
       .scope = Scope::kWrite,
       .body = kPatchBody,
       .may_be_empty = true,
       .handle = Answering(service, PatchState)},
      {.method = Method::kGet,
       .pattern = "/threads/{thread_id}/history",
       .operation = "getThreadHistory",
       .tag = kTag,
       .summary = "The checkpoints of a thread, newest first",
       .query = {{"limit", R"({"type": "integer", "minimum": 0})", "at most so many"},
                 {"before", R"({"type": "string"})", "only those before this checkpoint"}},
       .handle = Answering(service, GetHistory)},
      {.method = Method::kPost,
       .pattern = "/threads/{thread_id}/history",
       .operation = "postThreadHistory",
       .tag = kTag,
       .summary = "The checkpoints of a thread that fit, newest first",
       .body = kHistoryBody,
       .handle = Answering(service, PostHistory)},
  };
}

}  // namespace dashflow::api
