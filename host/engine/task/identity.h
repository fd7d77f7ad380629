// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dashflow::engine {

// What makes a task the same task after a restart: the branch was stored before its first task ran.
struct TaskIdentity {
  std::string_view thread;
  std::uint64_t branch = 0;
  std::string_view space;  // Run::space, or steady_space
  std::int64_t step = 0;
  std::string_view path;
};

// Idempotency key of a node run (DESIGN §6): 32 hex digits of xxh3-128 over the identity and the
// call's number.
std::string IdempotencyKey(const TaskIdentity& task, std::uint64_t call);

// What tells a task that calls subworkflows from all others of its thread: 16 hex digits.
std::string CallerId(const TaskIdentity& task);

// Id of the n-th question of a task, unique in its thread and not dependent on where the node
// restarts: 16 hex digits.
std::string QuestionId(const TaskIdentity& task, std::uint64_t n);

}  // namespace dashflow::engine
