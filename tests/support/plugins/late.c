/* SPDX-License-Identifier: Apache-2.0 */
/* Async node types, right and wrong ones. */
#include <pthread.h>

#include "fixture.h"

static services host_services;

DF_MANIFEST(
    MANIFEST_HEAD("late")
    "\"requires\":[],\"nodes\":["
    NODE("thread", "async", PORT("n"), PORT("n"), "") ","
    NODE("before_return", "async", PORT("n"), PORT("n"), "") ","
    NODE("timer", "async", "", "", "") ","
    NODE("twice", "async", "", "", "") ","
    NODE("never_pending", "async", "", "", "") ","
    NODE("no_completion", "async", "", "", "") ","
    NODE("two_completions", "async", "", "", "") ","
    NODE("unexplained", "async", "", "", "") ","
    NODE("not_async", "inline", "", "", "")
    "],\"stores\":[],\"reducers\":[]}");

typedef struct work {
  df_call* call;
  df_completion* completion;
} work;
static work only_work; /* one call at a time */

static void* emit_and_complete(void* argument) {
  const work* todo = argument;
  const df_value next = int_value(todo->call->inputs[0].as.i64 + 1);
  const df_status status = host_services.calls->emit(todo->call, 0, &next);
  host_services.calls->complete(todo->completion, status);
  return NULL;
}

static pthread_t start(df_call* call) {
  only_work = (work){call, host_services.calls->begin_async(call)};
  pthread_t thread;
  pthread_create(&thread, NULL, emit_and_complete, &only_work);
  return thread;
}

static df_status run_thread(df_call* call) {
  pthread_detach(start(call));
  return DF_PENDING;
}

static df_status run_before_return(df_call* call) {
  pthread_join(start(call), NULL);
  return DF_PENDING;
}

static df_status run_timer(df_call* call) {
  df_completion* completion = host_services.calls->begin_async(call);
  host_services.calls->complete_at(completion, 1000, DF_OK);
  return DF_PENDING;
}

static df_status run_twice(df_call* call) {
  df_completion* completion = host_services.calls->begin_async(call);
  host_services.calls->complete(completion, DF_OK);
  host_services.calls->complete(completion, DF_TRANSIENT);
  return DF_PENDING;
}

static df_status run_never_pending(df_call* call) {
  host_services.calls->begin_async(call);
  return DF_TRANSIENT;
}

static df_status run_no_completion(df_call* call) {
  (void)call;
  return DF_PENDING;
}

static df_status run_two_completions(df_call* call) {
  df_completion* completion = host_services.calls->begin_async(call);
  const int got_another = host_services.calls->begin_async(call) != NULL;
  host_services.calls->complete(completion, got_another ? DF_INTERNAL : DF_OK);
  return DF_PENDING;
}

static df_status run_unexplained(df_call* call) {
  host_services.calls->complete(host_services.calls->begin_async(call), DF_TRANSIENT);
  return DF_PENDING;
}

static df_status run_not_async(df_call* call) {
  return host_services.calls->begin_async(call) == NULL ? DF_OK : DF_PENDING;
}

static const df_node_type node_types[] = {
    PLAIN_NODE(thread, run_thread),
    PLAIN_NODE(before_return, run_before_return),
    PLAIN_NODE(timer, run_timer),
    PLAIN_NODE(twice, run_twice),
    PLAIN_NODE(never_pending, run_never_pending),
    PLAIN_NODE(no_completion, run_no_completion),
    PLAIN_NODE(two_completions, run_two_completions),
    PLAIN_NODE(unexplained, run_unexplained),
    PLAIN_NODE(not_async, run_not_async),
};
static const df_node_type* node_table[COUNT(node_types)];
static const df_node_api nodes = {sizeof(df_node_api), COUNT(node_types), node_table};

static const void* query(df_text id) { return same_text(id, TEXT(DF_ID_NODE)) ? &nodes : NULL; }

static const df_plugin plugin = {sizeof(df_plugin), DF_ABI_DRAFT, {"late", 4},
                                 {"1.2.3", 5},      query,        NULL};

const df_plugin* dashflow_plugin_entry_1(const df_host* host) {
  host_services = query_services(host);
  for (size_t i = 0; i < COUNT(node_types); ++i) node_table[i] = &node_types[i];
  return &plugin;
}
