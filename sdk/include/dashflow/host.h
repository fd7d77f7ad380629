/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_HOST_H
#define DASHFLOW_HOST_H

#include <dashflow/call.h>

#ifdef __cplusplus
extern "C" {
#endif

/* DF_ID_EVENTS. Transient events of a call (DESIGN §6): DF_AGAIN = the reader is slow: drop it, or
 * wait and try again. [call] */
typedef struct df_events_api {
  uint32_t size;
  uint32_t reserved;
  df_status (*custom)(df_call* call, const df_value* value) DF_NOEXCEPT;
  /* `metadata` may be null. */
  df_status (*token)(df_call* call, df_text text, const df_value* metadata) DF_NOEXCEPT;
} df_events_api;

typedef struct df_expression df_expression; /* opaque, owned(caller): ends with destroy */

/* DF_ID_EXPRESSION: CEL, as workflows use it. */
typedef struct df_expression_api {
  uint32_t size;
  uint32_t reserved;
  /* [any-thread] On failure *error_text is a string value owned(caller) that names the position and
   * the reason. */
  df_status (*compile)(df_text source, df_expression** out, df_value* error_text) DF_NOEXCEPT;
  void (*destroy)(df_expression* expression) DF_NOEXCEPT;
  /* Evaluates on `extra` (an object of further names, or null, which win), the host's names
   * (params, run, thread, task) and the channels that the call sees (open types), also as
   * state.<channel>. *out is owned(caller); on failure it is a string that says why. [call]; one
   * expression may serve many calls at once. */
  df_status (*evaluate)(const df_expression* expression, df_call* call, const df_value* extra,
                        df_value* out) DF_NOEXCEPT;
} df_expression_api;

enum { DF_LOG_TRACE = 0, DF_LOG_DEBUG = 1, DF_LOG_INFO = 2, DF_LOG_WARNING = 3, DF_LOG_ERROR = 4 };

/* DF_ID_LOG. [any-thread] */
typedef struct df_log_api df_log_api;
struct df_log_api {
  uint32_t size;
  uint32_t reserved;
  uint32_t (*enabled)(const df_log_api* self, int32_t level) DF_NOEXCEPT;
  /* `call` may be null; with it the line carries run and node. `fields`: an object or null. */
  void (*write)(const df_log_api* self, df_call* call, int32_t level, df_text message,
                const df_value* fields) DF_NOEXCEPT;
};

/* Services that hold state get their own table back as `self`, so that one process may have several
 * hosts. */

/* DF_ID_CLOCK: use it instead of the system's, so that runs can be repeated and tested.
 * [any-thread] */
typedef struct df_clock_api df_clock_api;
struct df_clock_api {
  uint32_t size;
  uint32_t reserved;
  int64_t (*unix_ns)(const df_clock_api* self) DF_NOEXCEPT;
  int64_t (*mono_ns)(const df_clock_api* self) DF_NOEXCEPT;
};

/* DF_ID_RANDOM: seeded in deterministic runs. [any-thread] */
typedef struct df_random_api df_random_api;
struct df_random_api {
  uint32_t size;
  uint32_t reserved;
  uint64_t (*next)(const df_random_api* self) DF_NOEXCEPT;
};

/* What a plugin gets when it is entered; static. */
typedef struct df_host df_host;
struct df_host {
  uint32_t size;
  uint32_t abi_draft; /* DF_ABI_DRAFT of the host */
  df_text name;       /* "dashflow" */
  df_text version;
  /* A service table by id, or null. [any-thread] */
  const void* (*query)(const df_host* self, df_text id)DF_NOEXCEPT;
};

#ifdef __cplusplus
}
#endif
#endif
