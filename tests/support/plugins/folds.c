/* SPDX-License-Identifier: Apache-2.0 */
/* Reducers. */
#include "fixture.h"

static services host_services;

DF_MANIFEST(MANIFEST_HEAD(
    "folds") "\"requires\":[\"dashflow.reducer/1\"],\"nodes\":[],\"stores\":[],\"reducers\":["
             "{\"name\":\"longest\",\"laws\":[\"associative\",\"idempotent\"],\"doc\":\"Keeps the "
             "longer text.\"},"
             "{\"name\":\"collect\",\"laws\":[],\"doc\":\"A list of all.\"},"
             "{\"name\":\"refuse\",\"laws\":[],\"doc\":\"Takes nothing.\"}]}");

static df_status longest(const df_value* current, const df_value* write, df_value* out) {
  *out = write->size > current->size ? *write : *current;
  host_services.values->retain(out);
  return DF_OK;
}

static df_status collect(const df_value* current, const df_value* write, df_value* out) {
  return host_services.values->append(current, write, out);
}

static df_status refuse(const df_value* current, const df_value* write, df_value* out) {
  (void)current;
  (void)write;
  host_services.values->string(TEXT("nothing fits"), out);
  return DF_INVALID_INPUT;
}

static const df_reducer reducers[] = {
    {sizeof(df_reducer),
     DF_LAW_ASSOCIATIVE | DF_LAW_IDEMPOTENT,
     {"longest", 7},
     {.kind = DF_KIND_STRING, .as.text = ""},
     longest},
    {sizeof(df_reducer), 0, {"collect", 7}, {.kind = DF_KIND_ARRAY}, collect},
    {sizeof(df_reducer), 0, {"refuse", 6}, {.kind = DF_KIND_NULL}, refuse},
};
static const df_reducer* table[COUNT(reducers)];
static const df_reducer_api api = {sizeof(df_reducer_api), COUNT(reducers), table};

static const void* query(df_text id) { return same_text(id, TEXT(DF_ID_REDUCER)) ? &api : NULL; }

static const df_plugin plugin = {sizeof(df_plugin), DF_ABI_DRAFT, {"folds", 5},
                                 {"1.2.3", 5},      query,        NULL};

const df_plugin* dashflow_plugin_entry_1(const df_host* host) {
  host_services = query_services(host);
  for (size_t i = 0; i < COUNT(reducers); ++i) table[i] = &reducers[i];
  return &plugin;
}
