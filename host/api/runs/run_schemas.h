// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// The bodies of the routes of runs, as JSON Schema (Draft 7).
namespace dashflow::api {

inline constexpr std::string_view kRunCreate =
    R"({"type": "object", "required": ["assistant_id"], "properties": {
  "assistant_id": {"type": "string"}, "thread_id": {"type": ["string", "null"]},
  "input": {}, "command": {"type": ["object", "null"], "properties": {
    "resume": {}, "update": {"type": ["object", "array", "null"]},
    "goto": {"type": ["string", "object", "array", "null"]}}},
  "stream_mode": {"type": ["string", "array", "null"], "items": {"type": "string"}},
  "stream_subgraphs": {"type": ["boolean", "null"]},
  "stream_resumable": {"type": ["boolean", "null"]},
  "config": {"type": ["object", "null"], "properties": {
    "tags": {"type": ["array", "null"], "items": {"type": "string"}},
    "recursion_limit": {"type": ["integer", "null"]},
    "configurable": {"type": ["object", "null"]}}},
  "context": {"type": ["object", "null"]}, "metadata": {"type": ["object", "null"]},
  "interrupt_before": {"type": ["string", "array", "null"], "items": {"type": "string"}},
  "interrupt_after": {"type": ["string", "array", "null"], "items": {"type": "string"}},
  "feedback_keys": {"type": ["array", "null"], "items": {"type": "string"}},
  "webhook": {"type": ["string", "null"]},
  "checkpoint": {"type": ["object", "null"]}, "checkpoint_id": {"type": ["string", "null"]},
  "checkpoint_during": {"type": ["boolean", "null"]},
  "durability": {"enum": ["sync", "async", "exit", null]},
  "multitask_strategy": {"enum": ["reject", "enqueue", "interrupt", "rollback", null]},
  "if_not_exists": {"enum": ["reject", "create", null]},
  "on_disconnect": {"enum": ["cancel", "continue", null]},
  "on_completion": {"enum": ["delete", "keep", null]},
  "after_seconds": {"type": ["number", "null"], "minimum": 0},
  "langsmith_tracer": {}, "on_run_created": {}}})";

// A list of them.
std::string_view RunCreateBatch();

inline constexpr std::string_view kCancelRuns = R"({"type": "object", "properties": {
  "thread_id": {"type": ["string", "null"]},
  "run_ids": {"type": ["array", "null"], "items": {"type": "string"}},
  "status": {"enum": ["pending", "running", "all", null]}}})";

}  // namespace dashflow::api
