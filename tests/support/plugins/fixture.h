/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_TESTS_SUPPORT_PLUGINS_FIXTURE_H
#define DASHFLOW_TESTS_SUPPORT_PLUGINS_FIXTURE_H

/* What the fixture plugins have in common: plugins in plain C that depend on the ABI and on nothing
 * else. */

#include <dashflow/plugin.h>
#include <string.h>

#define TEXT(literal) ((df_text){literal, sizeof(literal) - 1})
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define MANIFEST_HEAD(id)                                          \
  "{\"manifest\":1,\"abi\":{\"major\":1,\"draft\":1},\"id\":\"" id \
  "\",\"version\":\"1.2.3\","                                      \
  "\"doc\":\"A fixture.\",\"sdk\":\"0.1.0\","

#define PORT(name) "{\"name\":\"" name "\",\"type\":\"any\",\"required\":false,\"doc\":\"\"}"
/* inputs and outputs are lists of PORT, more is "" or further members with a comma in front */
#define NODE(name, exec, inputs, outputs, more)          \
  "{\"name\":\"" name "\",\"doc\":\"\",\"exec\":\"" exec \
  "\",\"concurrency\":\"reentrant\","                    \
  "\"inputs\":[" inputs "],\"outputs\":[" outputs "]" more "}"

static inline int same_text(df_text a, df_text b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static inline df_value int_value(int64_t number) {
  return (df_value){.kind = DF_KIND_INT, .as.i64 = number};
}

/* Borrowed: the host copies it. */
static inline df_value text_value(df_text text) {
  return (df_value){.kind = DF_KIND_STRING, .size = (uint32_t)text.size, .as.text = text.data};
}

/* The services of the host that entered this plugin last. */
typedef struct services {
  const df_value_api* values;
  const df_call_api* calls;
  const df_events_api* events;
  const df_expression_api* expressions;
  const df_log_api* log;
  const df_clock_api* clock;
  const df_random_api* random;
} services;

static inline services query_services(const df_host* host) {
  return (services){
      .values = host->query(host, TEXT(DF_ID_VALUE)),
      .calls = host->query(host, TEXT(DF_ID_CALL)),
      .events = host->query(host, TEXT(DF_ID_EVENTS)),
      .expressions = host->query(host, TEXT(DF_ID_EXPRESSION)),
      .log = host->query(host, TEXT(DF_ID_LOG)),
      .clock = host->query(host, TEXT(DF_ID_CLOCK)),
      .random = host->query(host, TEXT(DF_ID_RANDOM)),
  };
}

/* A node type without configuration. */
#define PLAIN_NODE(name, run) \
  { sizeof(df_node_type), 0, {#name, sizeof(#name) - 1}, NULL, NULL, run }

#endif
