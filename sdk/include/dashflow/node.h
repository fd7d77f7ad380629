/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_NODE_H
#define DASHFLOW_NODE_H

#include <dashflow/host.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where a node type runs. */
enum {
  DF_EXEC_INLINE = 0,   /* under 10 us, takes no lock, does no I/O: runs in the step loop */
  DF_EXEC_COMPUTE = 1,  /* uses the processor; a task of the scheduler */
  DF_EXEC_BLOCKING = 2, /* waits for I/O or sleeps; runs on a thread of the elastic pool */
  DF_EXEC_ASYNC = 3     /* returns DF_PENDING and completes from any thread */
};

/* How many runs of a node type may be under way at once. */
enum {
  DF_CONCURRENCY_REENTRANT = 0,       /* any number, on one instance too */
  DF_CONCURRENCY_SERIAL_INSTANCE = 1, /* one per node of a workflow */
  DF_CONCURRENCY_SERIAL_TYPE = 2      /* one in the host */
};

/* Facet DF_ID_NODE of a plugin: one table a node type. Ports, schema, exec class … are in the
 * manifest; the order of ports there is the order of slots here. */
typedef struct df_node_type {
  uint32_t size;
  uint32_t reserved;
  df_text name; /* without the plugin's id: "statistics" of text.statistics */
  /* `config` is an object that fits the manifest's schema, defaults filled in; borrowed for the
   * time of the call. On failure *instance stays null and *error_text is a string value
   * owned(caller). [any-thread] */
  df_status (*create)(const df_value* config, void** instance, df_value* error_text) DF_NOEXCEPT;
  void (*destroy)(void* instance) DF_NOEXCEPT;
  /* call->instance is the instance. Threads: by exec and concurrency class. */
  df_status (*run)(df_call* call) DF_NOEXCEPT;
} df_node_type;

typedef struct df_node_api {
  uint32_t size;
  uint32_t type_count;
  const df_node_type* const* types;
} df_node_api;

/* Laws of a reducer; the host tests them and plans by them. */
#define DF_LAW_ASSOCIATIVE 1u
#define DF_LAW_COMMUTATIVE 2u
#define DF_LAW_IDEMPOTENT 4u

/* Facet DF_ID_REDUCER: plugin-supplied reducers, <plugin>.<name> in a workflow. */
typedef struct df_reducer {
  uint32_t size;
  uint32_t laws;
  df_text name;
  df_value start; /* the value before any write */
  /* *out (owned(caller)) = current joined with write; on failure a string that says why. No side
   * effects. [any-thread] */
  df_status (*reduce)(const df_value* current, const df_value* write, df_value* out) DF_NOEXCEPT;
} df_reducer;

typedef struct df_reducer_api {
  uint32_t size;
  uint32_t reducer_count;
  const df_reducer* const* reducers;
} df_reducer_api;

#ifdef __cplusplus
}
#endif
#endif
