/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tests/abi/make_layout.py: the layout of the ABI, on 64-bit machines. */
#ifndef DASHFLOW_LAYOUT_H
#define DASHFLOW_LAYOUT_H

#include <dashflow/plugin.h>

#ifdef __cplusplus
#define _Static_assert static_assert
#endif

_Static_assert(DF_ABI_DRAFT == 1, "another draft: make this file anew");

_Static_assert(sizeof(df_text) == 16, "");
_Static_assert(offsetof(df_text, data) == 0, "");
_Static_assert(offsetof(df_text, size) == 8, "");

_Static_assert(sizeof(df_call) == 56, "");
_Static_assert(offsetof(df_call, size) == 0, "");
_Static_assert(offsetof(df_call, input_count) == 4, "");
_Static_assert(offsetof(df_call, inputs) == 8, "");
_Static_assert(offsetof(df_call, cancelled) == 16, "");
_Static_assert(offsetof(df_call, deadline_ns) == 24, "");
_Static_assert(offsetof(df_call, step) == 32, "");
_Static_assert(offsetof(df_call, attempt) == 40, "");
_Static_assert(offsetof(df_call, reserved) == 44, "");
_Static_assert(offsetof(df_call, instance) == 48, "");

_Static_assert(sizeof(df_call_api) == 184, "");
_Static_assert(offsetof(df_call_api, size) == 0, "");
_Static_assert(offsetof(df_call_api, reserved) == 4, "");
_Static_assert(offsetof(df_call_api, emit) == 8, "");
_Static_assert(offsetof(df_call_api, read) == 16, "");
_Static_assert(offsetof(df_call_api, has) == 24, "");
_Static_assert(offsetof(df_call_api, write) == 32, "");
_Static_assert(offsetof(df_call_api, jump) == 40, "");
_Static_assert(offsetof(df_call_api, send) == 48, "");
_Static_assert(offsetof(df_call_api, update_parent) == 56, "");
_Static_assert(offsetof(df_call_api, interrupt) == 64, "");
_Static_assert(offsetof(df_call_api, answer_count) == 72, "");
_Static_assert(offsetof(df_call_api, answer_at) == 80, "");
_Static_assert(offsetof(df_call_api, call_workflow) == 88, "");
_Static_assert(offsetof(df_call_api, progress) == 96, "");
_Static_assert(offsetof(df_call_api, suspend_until) == 104, "");
_Static_assert(offsetof(df_call_api, error) == 112, "");
_Static_assert(offsetof(df_call_api, text) == 120, "");
_Static_assert(offsetof(df_call_api, on_cancel) == 128, "");
_Static_assert(offsetof(df_call_api, off_cancel) == 136, "");
_Static_assert(offsetof(df_call_api, sleep) == 144, "");
_Static_assert(offsetof(df_call_api, arena) == 152, "");
_Static_assert(offsetof(df_call_api, begin_async) == 160, "");
_Static_assert(offsetof(df_call_api, complete) == 168, "");
_Static_assert(offsetof(df_call_api, complete_at) == 176, "");

_Static_assert(sizeof(df_events_api) == 24, "");
_Static_assert(offsetof(df_events_api, size) == 0, "");
_Static_assert(offsetof(df_events_api, reserved) == 4, "");
_Static_assert(offsetof(df_events_api, custom) == 8, "");
_Static_assert(offsetof(df_events_api, token) == 16, "");

_Static_assert(sizeof(df_expression_api) == 32, "");
_Static_assert(offsetof(df_expression_api, size) == 0, "");
_Static_assert(offsetof(df_expression_api, reserved) == 4, "");
_Static_assert(offsetof(df_expression_api, compile) == 8, "");
_Static_assert(offsetof(df_expression_api, destroy) == 16, "");
_Static_assert(offsetof(df_expression_api, evaluate) == 24, "");

_Static_assert(sizeof(df_log_api) == 24, "");
_Static_assert(offsetof(df_log_api, size) == 0, "");
_Static_assert(offsetof(df_log_api, reserved) == 4, "");
_Static_assert(offsetof(df_log_api, enabled) == 8, "");
_Static_assert(offsetof(df_log_api, write) == 16, "");

_Static_assert(sizeof(df_clock_api) == 24, "");
_Static_assert(offsetof(df_clock_api, size) == 0, "");
_Static_assert(offsetof(df_clock_api, reserved) == 4, "");
_Static_assert(offsetof(df_clock_api, unix_ns) == 8, "");
_Static_assert(offsetof(df_clock_api, mono_ns) == 16, "");

_Static_assert(sizeof(df_random_api) == 16, "");
_Static_assert(offsetof(df_random_api, size) == 0, "");
_Static_assert(offsetof(df_random_api, reserved) == 4, "");
_Static_assert(offsetof(df_random_api, next) == 8, "");

_Static_assert(sizeof(df_host) == 48, "");
_Static_assert(offsetof(df_host, size) == 0, "");
_Static_assert(offsetof(df_host, abi_draft) == 4, "");
_Static_assert(offsetof(df_host, name) == 8, "");
_Static_assert(offsetof(df_host, version) == 24, "");
_Static_assert(offsetof(df_host, query) == 40, "");

_Static_assert(sizeof(df_node_type) == 48, "");
_Static_assert(offsetof(df_node_type, size) == 0, "");
_Static_assert(offsetof(df_node_type, reserved) == 4, "");
_Static_assert(offsetof(df_node_type, name) == 8, "");
_Static_assert(offsetof(df_node_type, create) == 24, "");
_Static_assert(offsetof(df_node_type, destroy) == 32, "");
_Static_assert(offsetof(df_node_type, run) == 40, "");

_Static_assert(sizeof(df_node_api) == 16, "");
_Static_assert(offsetof(df_node_api, size) == 0, "");
_Static_assert(offsetof(df_node_api, type_count) == 4, "");
_Static_assert(offsetof(df_node_api, types) == 8, "");

_Static_assert(sizeof(df_reducer) == 48, "");
_Static_assert(offsetof(df_reducer, size) == 0, "");
_Static_assert(offsetof(df_reducer, laws) == 4, "");
_Static_assert(offsetof(df_reducer, name) == 8, "");
_Static_assert(offsetof(df_reducer, start) == 24, "");
_Static_assert(offsetof(df_reducer, reduce) == 40, "");

_Static_assert(sizeof(df_reducer_api) == 16, "");
_Static_assert(offsetof(df_reducer_api, size) == 0, "");
_Static_assert(offsetof(df_reducer_api, reducer_count) == 4, "");
_Static_assert(offsetof(df_reducer_api, reducers) == 8, "");

_Static_assert(sizeof(df_plugin) == 56, "");
_Static_assert(offsetof(df_plugin, size) == 0, "");
_Static_assert(offsetof(df_plugin, abi_draft) == 4, "");
_Static_assert(offsetof(df_plugin, id) == 8, "");
_Static_assert(offsetof(df_plugin, version) == 24, "");
_Static_assert(offsetof(df_plugin, query) == 40, "");
_Static_assert(offsetof(df_plugin, shutdown) == 48, "");

_Static_assert(sizeof(df_store_op) == 112, "");
_Static_assert(offsetof(df_store_op, kind) == 0, "");
_Static_assert(offsetof(df_store_op, term_count) == 4, "");
_Static_assert(offsetof(df_store_op, space) == 8, "");
_Static_assert(offsetof(df_store_op, key) == 24, "");
_Static_assert(offsetof(df_store_op, end) == 40, "");
_Static_assert(offsetof(df_store_op, bytes) == 56, "");
_Static_assert(offsetof(df_store_op, terms) == 72, "");
_Static_assert(offsetof(df_store_op, stream) == 80, "");
_Static_assert(offsetof(df_store_op, seq) == 88, "");
_Static_assert(offsetof(df_store_op, rev) == 96, "");
_Static_assert(offsetof(df_store_op, expires_ns) == 104, "");

_Static_assert(sizeof(df_store_batch) == 32, "");
_Static_assert(offsetof(df_store_batch, size) == 0, "");
_Static_assert(offsetof(df_store_batch, op_count) == 4, "");
_Static_assert(offsetof(df_store_batch, ops) == 8, "");
_Static_assert(offsetof(df_store_batch, result) == 16, "");
_Static_assert(offsetof(df_store_batch, failed_op) == 20, "");
_Static_assert(offsetof(df_store_batch, rev) == 24, "");

_Static_assert(sizeof(df_store_entry) == 48, "");
_Static_assert(offsetof(df_store_entry, key) == 0, "");
_Static_assert(offsetof(df_store_entry, bytes) == 16, "");
_Static_assert(offsetof(df_store_entry, seq) == 32, "");
_Static_assert(offsetof(df_store_entry, rev) == 40, "");

_Static_assert(sizeof(df_store_scan) == 80, "");
_Static_assert(offsetof(df_store_scan, size) == 0, "");
_Static_assert(offsetof(df_store_scan, reverse) == 4, "");
_Static_assert(offsetof(df_store_scan, space) == 8, "");
_Static_assert(offsetof(df_store_scan, term) == 24, "");
_Static_assert(offsetof(df_store_scan, from) == 40, "");
_Static_assert(offsetof(df_store_scan, to) == 56, "");
_Static_assert(offsetof(df_store_scan, limit) == 72, "");

_Static_assert(sizeof(df_store_api) == 96, "");
_Static_assert(offsetof(df_store_api, size) == 0, "");
_Static_assert(offsetof(df_store_api, durability) == 4, "");
_Static_assert(offsetof(df_store_api, scheme) == 8, "");
_Static_assert(offsetof(df_store_api, open) == 24, "");
_Static_assert(offsetof(df_store_api, close) == 32, "");
_Static_assert(offsetof(df_store_api, commit) == 40, "");
_Static_assert(offsetof(df_store_api, get) == 48, "");
_Static_assert(offsetof(df_store_api, scan) == 56, "");
_Static_assert(offsetof(df_store_api, read) == 64, "");
_Static_assert(offsetof(df_store_api, get_blob) == 72, "");
_Static_assert(offsetof(df_store_api, now) == 80, "");
_Static_assert(offsetof(df_store_api, reason) == 88, "");

_Static_assert(sizeof(df_store_finding) == 40, "");
_Static_assert(offsetof(df_store_finding, size) == 0, "");
_Static_assert(offsetof(df_store_finding, reserved) == 4, "");
_Static_assert(offsetof(df_store_finding, what) == 8, "");
_Static_assert(offsetof(df_store_finding, stream) == 24, "");
_Static_assert(offsetof(df_store_finding, seq) == 32, "");

_Static_assert(sizeof(df_store_watch) == 32, "");
_Static_assert(offsetof(df_store_watch, size) == 0, "");
_Static_assert(offsetof(df_store_watch, reserved) == 4, "");
_Static_assert(offsetof(df_store_watch, context) == 8, "");
_Static_assert(offsetof(df_store_watch, progress) == 16, "");
_Static_assert(offsetof(df_store_watch, found) == 24, "");

_Static_assert(sizeof(df_store_care_api) == 64, "");
_Static_assert(offsetof(df_store_care_api, size) == 0, "");
_Static_assert(offsetof(df_store_care_api, reserved) == 4, "");
_Static_assert(offsetof(df_store_care_api, describe) == 8, "");
_Static_assert(offsetof(df_store_care_api, verify) == 16, "");
_Static_assert(offsetof(df_store_care_api, backup) == 24, "");
_Static_assert(offsetof(df_store_care_api, vacuum) == 32, "");
_Static_assert(offsetof(df_store_care_api, upgrade) == 40, "");
_Static_assert(offsetof(df_store_care_api, restore) == 48, "");
_Static_assert(offsetof(df_store_care_api, blobs) == 56, "");

_Static_assert(sizeof(df_value) == 16, "");
_Static_assert(offsetof(df_value, kind) == 0, "");
_Static_assert(offsetof(df_value, flags) == 1, "");
_Static_assert(offsetof(df_value, reserved) == 2, "");
_Static_assert(offsetof(df_value, size) == 4, "");
_Static_assert(offsetof(df_value, as) == 8, "");

_Static_assert(sizeof(df_member) == 32, "");
_Static_assert(offsetof(df_member, key) == 0, "");
_Static_assert(offsetof(df_member, value) == 16, "");

_Static_assert(sizeof(df_value_api) == 200, "");
_Static_assert(offsetof(df_value_api, size) == 0, "");
_Static_assert(offsetof(df_value_api, reserved) == 4, "");
_Static_assert(offsetof(df_value_api, retain) == 8, "");
_Static_assert(offsetof(df_value_api, release) == 16, "");
_Static_assert(offsetof(df_value_api, get) == 24, "");
_Static_assert(offsetof(df_value_api, at) == 32, "");
_Static_assert(offsetof(df_value_api, elements) == 40, "");
_Static_assert(offsetof(df_value_api, members) == 48, "");
_Static_assert(offsetof(df_value_api, string) == 56, "");
_Static_assert(offsetof(df_value_api, bytes) == 64, "");
_Static_assert(offsetof(df_value_api, builder) == 72, "");
_Static_assert(offsetof(df_value_api, begin_array) == 80, "");
_Static_assert(offsetof(df_value_api, begin_object) == 88, "");
_Static_assert(offsetof(df_value_api, key) == 96, "");
_Static_assert(offsetof(df_value_api, put) == 104, "");
_Static_assert(offsetof(df_value_api, end) == 112, "");
_Static_assert(offsetof(df_value_api, finish) == 120, "");
_Static_assert(offsetof(df_value_api, abort) == 128, "");
_Static_assert(offsetof(df_value_api, append) == 136, "");
_Static_assert(offsetof(df_value_api, set) == 144, "");
_Static_assert(offsetof(df_value_api, from_json) == 152, "");
_Static_assert(offsetof(df_value_api, to_json) == 160, "");
_Static_assert(offsetof(df_value_api, from_flat) == 168, "");
_Static_assert(offsetof(df_value_api, to_flat) == 176, "");
_Static_assert(offsetof(df_value_api, equal) == 184, "");
_Static_assert(offsetof(df_value_api, hash) == 192, "");

#endif
