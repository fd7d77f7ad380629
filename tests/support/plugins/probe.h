/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_TESTS_SUPPORT_PLUGINS_PROBE_H
#define DASHFLOW_TESTS_SUPPORT_PLUGINS_PROBE_H

#include "fixture.h"

/* The node types of the plugin `probe`, each of which uses one service and emits what it saw. */

extern services host_services;

df_status run_values(df_call* call);
df_status run_open(df_call* call);
df_status run_commands(df_call* call);
df_status run_ask(df_call* call);
df_status run_speak(df_call* call);
df_status run_judge(df_call* call);
df_status run_facts(df_call* call);
df_status run_fail(df_call* call);

/* Emits an object of `count` members to port 0. The values may be borrowed. */
df_status emit_object(df_call* call, const char* const* keys, const df_value* values, size_t count);

#endif
