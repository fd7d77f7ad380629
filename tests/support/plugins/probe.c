/* SPDX-License-Identifier: Apache-2.0 */
#include "probe.h"

#include <stdlib.h>

services host_services;
static int shutdowns;

DF_MANIFEST(
    MANIFEST_HEAD("probe")
    "\"requires\":[\"dashflow.value/1\",\"dashflow.call/1\"],\"nodes\":["
    NODE("add_one", "inline", PORT("n"), PORT("n"), "") ","
    NODE("echo", "inline", PORT("value"), PORT("value"), "") ","
    NODE("values", "inline", PORT("value"), PORT("result"), "") ","
    NODE("open", "inline", "", PORT("result"), ",\"open\":true") ","
    NODE("commands", "inline", "", PORT("result"), "") ","
    NODE("ask", "inline", "", PORT("answer"), ",\"capabilities\":[\"interrupts\"]") ","
    NODE("speak", "inline", "", PORT("result"), "") ","
    NODE("judge", "inline", PORT("source") "," PORT("extra"), PORT("result"), ",\"open\":true") ","
    NODE("facts", "blocking", "", PORT("result"), "") ","
    NODE("fail", "inline", "", "", "") ","
    NODE("answer", "inline", "", "",
         ",\"config\":{\"type\":\"object\",\"properties\":{\"status\":{\"type\":\"integer\"}}}") ","
    NODE("crash", "inline", PORT("how"), "", "")
    "],\"stores\":[],\"reducers\":[]}");

static df_status run_add_one(df_call* call) {
  const df_value sum = int_value(call->inputs[0].as.i64 + 1);
  return host_services.calls->emit(call, 0, &sum);
}

static df_status run_echo(df_call* call) {
  return host_services.calls->emit(call, 0, &call->inputs[0]);
}

/* `answer` returns the status that its configuration names; without one it does not take the
 * configuration. */
static df_status create_answer(const df_value* config, void** instance, df_value* error_text) {
  df_value status;
  if (host_services.values->get(config, TEXT("status"), &status) != DF_OK) {
    host_services.values->string(TEXT("status is missing"), error_text);
    return DF_INVALID_INPUT;
  }
  int64_t* kept = malloc(sizeof *kept);
  if (kept == NULL) return DF_EXHAUSTED;
  *kept = status.as.i64;
  *instance = kept;
  return DF_OK;
}

static df_status run_answer(df_call* call) { return (df_status) * (const int64_t*)call->instance; }

static volatile int bottom = -1; /* never reached */

static int overflow(int n) {
  volatile char room[4096];
  room[0] = (char)n;
  return n == bottom ? 0 : overflow(n + 1) + room[0];
}

static df_status run_crash(df_call* call) {
  const df_value how = call->inputs[0];
  const df_text word = {how.as.text, how.size};
  if (same_text(word, TEXT("abort"))) abort();
  if (same_text(word, TEXT("overflow"))) return overflow(0);
  volatile int* volatile nowhere = (int*)64; /* not NULL: a sanitizer would see it coming */
  *nowhere = 1;
  return DF_OK;
}

static const df_node_type node_types[] = {
    PLAIN_NODE(add_one, run_add_one),
    PLAIN_NODE(echo, run_echo),
    PLAIN_NODE(values, run_values),
    PLAIN_NODE(open, run_open),
    PLAIN_NODE(commands, run_commands),
    PLAIN_NODE(ask, run_ask),
    PLAIN_NODE(speak, run_speak),
    PLAIN_NODE(judge, run_judge),
    PLAIN_NODE(facts, run_facts),
    PLAIN_NODE(fail, run_fail),
    PLAIN_NODE(crash, run_crash),
    {sizeof(df_node_type), 0, {"answer", 6}, create_answer, free, run_answer},
};
static const df_node_type* node_table[COUNT(node_types)];
static const df_node_api nodes = {sizeof(df_node_api), COUNT(node_types), node_table};

df_status emit_object(df_call* call, const char* const* keys, const df_value* values,
                      size_t count) {
  df_builder* builder = host_services.values->builder();
  host_services.values->begin_object(builder);
  for (size_t i = 0; i < count; ++i) {
    host_services.values->key(builder, (df_text){keys[i], strlen(keys[i])});
    host_services.values->put(builder, &values[i]);
  }
  host_services.values->end(builder);
  df_value object;
  df_status status = host_services.values->finish(builder, &object);
  if (status == DF_OK) status = host_services.calls->emit(call, 0, &object);
  host_services.values->release(&object);
  return status;
}

static const void* query(df_text id) { return same_text(id, TEXT(DF_ID_NODE)) ? &nodes : NULL; }
static void shutdown(void) { ++shutdowns; }

static const df_plugin plugin = {sizeof(df_plugin), DF_ABI_DRAFT, {"probe", 5},
                                 {"1.2.3", 5},      query,        shutdown};

const df_plugin* dashflow_plugin_entry_1(const df_host* host) {
  host_services = query_services(host);
  for (size_t i = 0; i < COUNT(node_types); ++i) node_table[i] = &node_types[i];
  return &plugin;
}
