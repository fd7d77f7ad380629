/* SPDX-License-Identifier: Apache-2.0 */
/* Plugins that a host refuses. Built once for each of the names below, with -D<name>. */
#include "fixture.h"

#define REST \
  "\"requires\":[],\"nodes\":[" NODE("x", "inline", "", "", "") "],\"stores\":[],\"reducers\":[]}"

#if defined(NO_MANIFEST)
#elif defined(NOT_JSON)
DF_MANIFEST("{\"manifest\":1,");
#elif defined(BAD_ID)
DF_MANIFEST(MANIFEST_HEAD("Not An Id") REST);
#elif defined(OTHER_DRAFT)
DF_MANIFEST("{\"manifest\":1,\"abi\":{\"major\":1,\"draft\":7},\"id\":\"other_draft\"}");
#elif defined(NEEDS_MORE)
DF_MANIFEST(MANIFEST_HEAD("needs-more") "\"requires\":[\"dashflow.metrics/1\"]}");
#elif defined(TWIN)
DF_MANIFEST(MANIFEST_HEAD("probe") REST);
#else
DF_MANIFEST(MANIFEST_HEAD("refused") REST);
#endif

#ifdef NO_NODE_TYPE
#define TYPE_NAME \
  { "y", 1 }
#else
#define TYPE_NAME \
  { "x", 1 }
#endif
#ifdef SMALL_TYPE
#define TYPE_SIZE offsetof(df_node_type, run)
#else
#define TYPE_SIZE sizeof(df_node_type)
#endif
#ifdef OTHER_ID
#define PLUGIN_ID \
  { "someone-else", 12 }
#else
#define PLUGIN_ID \
  { "refused", 7 }
#endif
#ifdef OTHER_TABLE_DRAFT
#define DRAFT (DF_ABI_DRAFT + 1)
#else
#define DRAFT DF_ABI_DRAFT
#endif
#ifdef SMALL_ENTRY
#define ENTRY_SIZE offsetof(df_plugin, query)
#else
#define ENTRY_SIZE sizeof(df_plugin)
#endif

static df_status run(df_call* call) {
  (void)call;
  return DF_OK;
}

static const df_node_type type = {TYPE_SIZE, 0, TYPE_NAME, NULL, NULL, run};
static const df_node_type* const types[] = {&type};
static const df_node_api nodes = {sizeof(df_node_api), 1, types};

static const void* query(df_text id) { return same_text(id, TEXT(DF_ID_NODE)) ? &nodes : NULL; }

static const df_plugin plugin = {ENTRY_SIZE, DRAFT, PLUGIN_ID, {"1.2.3", 5}, query, NULL};

#ifdef UNDEFINED_SYMBOL
extern int nobody_has_this(void);
#endif

#ifdef NO_ENTRY
DF_EXPORT const df_plugin* some_other_symbol(const df_host* host);
const df_plugin* some_other_symbol(const df_host* host) {
#else
const df_plugin* dashflow_plugin_entry_1(const df_host* host) {
#endif
  (void)host;
#ifdef UNDEFINED_SYMBOL
  if (nobody_has_this() != 0) return NULL;
#endif
#ifdef NULL_ENTRY
  return host == NULL ? &plugin : NULL;
#else
  return &plugin;
#endif
}
