/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_CALL_H
#define DASHFLOW_CALL_H

#include <dashflow/value.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DF_WRITE_REDUCE 0u    /* the channel's reducer joins it with what is there */
#define DF_WRITE_OVERWRITE 1u /* it replaces what is there */

#define DF_SLOT_UNWIRED UINT32_MAX

/* Texts of a call, for df_call_api.text. All are borrowed(call). */
enum {
  DF_CALL_THREAD = 1,
  DF_CALL_RUN = 2,
  DF_CALL_WORKFLOW = 3,
  DF_CALL_NODE = 4,           /* name of the node in the workflow */
  DF_CALL_TASK = 5,           /* task path, e.g. digest#17 */
  DF_CALL_IDEMPOTENCY_KEY = 6 /* the same for every attempt and after every restart of this task */
};

/* One node run. The host makes it; a plugin reads it. borrowed(call).
 * inputs[i] is the value of the i-th declared input port (null = not given, if optional). */
typedef struct df_call {
  uint32_t size;
  uint32_t input_count;
  const df_value* inputs;
  const uint32_t* cancelled; /* one atomic load; not 0 = stop soon. Deadlines set it too */
  int64_t deadline_ns;       /* on df_clock_api.mono_ns; INT64_MAX = none */
  int64_t step;              /* number of the superstep */
  uint32_t attempt;          /* 1 for the first */
  uint32_t reserved;
  void* instance; /* what df_node_type.create gave */
} df_call;

/* Opaque, owned(caller): ends with complete, exactly once. */
typedef struct df_completion df_completion;

/* Given by the host as DF_ID_CALL. Functions are [call] unless they say otherwise; for an async
 * call they may be used until `complete`. */
typedef struct df_call_api {
  uint32_t size;
  uint32_t reserved;
  /* Output port `slot` (order of declaration) gets a value; takes a reference of its own. A port
   * that is not wired to a channel drops it. A later emit to the same port adds a second write. */
  df_status (*emit)(df_call* call, uint32_t slot, const df_value* value) DF_NOEXCEPT;

  /* Any channel, for node types declared open. `read` gives a borrowed(call) value;
   * DF_INVALID_INPUT when there is no such channel; null with DF_OK when it has no value. Others
   * get DF_UNSUPPORTED. */
  df_status (*read)(df_call* call, df_text channel, df_value* out) DF_NOEXCEPT;
  uint32_t (*has)(df_call* call, df_text channel) DF_NOEXCEPT; /* 1: it is there, with a value */
  df_status (*write)(df_call* call, df_text channel, const df_value* value,
                     uint32_t mode) DF_NOEXCEPT;

  /* Control flow. `jump` adds a target of the next superstep beside the node's edges (the
   * workflow's goto: must list it). `send` adds a task of `node` whose ports get the members of
   * `arguments` (object: port -> value). `parent` = 1: the command goes to the workflow that called
   * this one. */
  df_status (*jump)(df_call* call, df_text node, uint32_t parent) DF_NOEXCEPT;
  df_status (*send)(df_call* call, df_text node, const df_value* arguments,
                    uint32_t parent) DF_NOEXCEPT;
  df_status (*update_parent)(df_call* call, df_text channel, const df_value* value,
                             uint32_t mode) DF_NOEXCEPT;

  /* Human in the loop. The n-th interrupt of a task gets the n-th answer: DF_OK and *answer
   * borrowed(call) when it is there; else DF_INTERRUPTED: return that status at once. `schema`
   * (JSON Schema of the answer) may be null. */
  df_status (*interrupt)(df_call* call, const df_value* question, const df_value* schema,
                         df_value* answer) DF_NOEXCEPT;
  uint64_t (*answer_count)(df_call* call) DF_NOEXCEPT;
  /* `out` is borrowed(call). */
  df_status (*answer_at)(df_call* call, uint64_t index, df_value* out) DF_NOEXCEPT;

  /* Runs another workflow of the host with `input`; *output is owned(caller). Not for inline or
   * compute types. */
  df_status (*call_workflow)(df_call* call, df_text workflow, const df_value* input,
                             df_value* output) DF_NOEXCEPT;

  /* Says that the call is alive: feeds the idle timeout. [any-thread] */
  void (*progress)(df_call* call) DF_NOEXCEPT;
  /* Ends the call until a wall-clock time (Unix ns); the node then starts again with attempt + 0.
   * Return its status. */
  df_status (*suspend_until)(df_call* call, int64_t unix_ns) DF_NOEXCEPT;

  /* Says why the call fails; return `category` afterwards. code: [a-z][a-z0-9_]*. retryable: 1, 0,
   * or -1 = by category. retry_after_ns < 0 = not given. `details` may be null. */
  void (*error)(df_call* call, df_status category, df_text code, df_text message, int32_t retryable,
                int64_t retry_after_ns, const df_value* details) DF_NOEXCEPT;

  /* DF_CALL_*. data is null when the host has no memory for it: the task fails, so do nothing. */
  df_text (*text)(df_call* call, uint32_t which) DF_NOEXCEPT;

  /* Calls back when the call is cancelled or its deadline passes (at once if that was before), on
   * any thread. off_cancel returns after a callback that is running has ended. */
  uint64_t (*on_cancel)(df_call* call, void (*callback)(void* context), void* context) DF_NOEXCEPT;
  void (*off_cancel)(df_call* call, uint64_t registration) DF_NOEXCEPT;
  /* Sleeps, or less when cancelled: 1 = cancelled. For blocking types. */
  uint32_t (*sleep)(df_call* call, int64_t ns) DF_NOEXCEPT;

  /* Memory that lives as long as the call; null when there is none. alignment: a power of two
   * <= 64. */
  void* (*arena)(df_call* call, uint64_t bytes, uint64_t alignment)DF_NOEXCEPT;

  /* Async types: take the completion, return DF_PENDING, and complete from any thread. The call
   * lives until then. A completion of an attempt that was given up (timeout, cancel) is dropped and
   * counted. */
  df_completion* (*begin_async)(df_call* call)DF_NOEXCEPT;
  void (*complete)(df_completion* completion, df_status status) DF_NOEXCEPT; /* [any-thread] */
  /* A stored timer of the host, for async types: completes with `status` at df_clock_api.mono_ns
   * `at_ns`, or with DF_CANCELLED when the call is cancelled before. Follows the virtual clock in
   * tests. Takes the completion. */
  void (*complete_at)(df_completion* completion, int64_t at_ns, df_status status) DF_NOEXCEPT;
} df_call_api;

#ifdef __cplusplus
}
#endif
#endif
