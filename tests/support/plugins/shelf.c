/* SPDX-License-Identifier: Apache-2.0 */
/* A store of a few records, enough to see what crosses the border. */
#include <pthread.h>
#include <stdlib.h>

#include "fixture.h"

static services host_services;

DF_MANIFEST(MANIFEST_HEAD(
    "shelf") "\"requires\":[\"dashflow.store/1\"],\"nodes\":[],\"reducers\":[],\"stores\":["
             "{\"scheme\":\"shelf\",\"doc\":\"\",\"durability\":\"relaxed\",\"config\":{\"type\":"
             "\"object\",\"properties\":"
             "{\"url\":{\"type\":\"string\"},\"room\":{\"type\":\"integer\",\"minimum\":1,"
             "\"default\":4}}}}]}");

#define MAX_RECORDS 16
#define MAX_TEXT 64

typedef struct record {
  char key[MAX_TEXT];
  char bytes[MAX_TEXT];
  uint64_t key_size;
  uint64_t size;
} record;

typedef struct shelf {
  pthread_mutex_t mutex;
  int64_t room;
  size_t count;
  record records[MAX_RECORDS];
} shelf;

static df_status refuse_to_open(const char* json, df_status status, df_value* error) {
  host_services.values->from_json((df_text){json, strlen(json)}, error);
  return status;
}

static df_status open_store(const df_value* config, uint32_t flags, void** store, df_value* error) {
  df_value url;
  df_value room;
  host_services.values->get(config, TEXT("url"), &url);
  host_services.values->get(config, TEXT("room"), &room);
  const df_text text = {url.as.text, url.size};
  if (same_text(text, TEXT("shelf:held"))) {
    return refuse_to_open(
        "{\"code\":\"store_locked\",\"message\":\"process 7 holds it\",\"cause\":\"pid 7\","
        "\"fix\":\"stop process 7\"}",
        DF_TRANSIENT, error);
  }
  if (same_text(text, TEXT("shelf:odd"))) {
    return refuse_to_open("{\"code\":\"no_such_code\",\"message\":\"odd\"}", DF_TRANSIENT, error);
  }
  if (same_text(text, TEXT("shelf:mute"))) return DF_INTERNAL;
  if ((flags & DF_STORE_READ_ONLY) != 0) {
    return refuse_to_open("{\"code\":\"store_not_found\",\"message\":\"nothing there\"}",
                          DF_INVALID_INPUT, error);
  }
  shelf* made = calloc(1, sizeof *made);
  if (made == NULL) return DF_EXHAUSTED;
  pthread_mutex_init(&made->mutex, NULL);
  made->room = room.as.i64;
  *store = made;
  return DF_OK;
}

static void close_store(void* store) {
  pthread_mutex_destroy(&((shelf*)store)->mutex);
  free(store);
}

static int32_t put(shelf* on, const df_store_op* op) {
  if (op->kind != DF_OP_PUT || op->key.size > MAX_TEXT || op->bytes.size > MAX_TEXT)
    return DF_STORE_INVALID;
  if ((int64_t)on->count >= on->room || on->count >= MAX_RECORDS) return DF_STORE_FULL;
  record* at = &on->records[on->count++];
  memcpy(at->key, op->key.data, op->key.size);
  memcpy(at->bytes, op->bytes.data, op->bytes.size);
  at->key_size = op->key.size;
  at->size = op->bytes.size;
  return DF_STORE_OK;
}

typedef struct commit_work {
  shelf* on;
  df_store_batch* const* batches; /* kept until done, as the contract allows */
  uint64_t count;
  void (*done)(void* context);
  void* context;
} commit_work;

static void* apply(void* argument) {
  commit_work* work = argument;
  for (uint64_t i = 0; i < work->count; ++i) {
    df_store_batch* batch = work->batches[i];
    pthread_mutex_lock(&work->on->mutex);
    batch->result = DF_STORE_OK;
    for (uint32_t op = 0; op < batch->op_count && batch->result == DF_STORE_OK; ++op) {
      batch->result = put(work->on, &batch->ops[op]);
      batch->failed_op = op;
    }
    pthread_mutex_unlock(&work->on->mutex);
  }
  work->done(work->context);
  free(work);
  return NULL;
}

static void commit(void* store, df_store_batch* const* batches, uint64_t count,
                   void (*done)(void* context), void* context) {
  commit_work* work = malloc(sizeof *work);
  *work = (commit_work){store, batches, count, done, context};
  pthread_t thread;
  pthread_create(&thread, NULL, apply, work);
  pthread_detach(thread);
}

static uint32_t hand(const record* from, df_store_sink sink, void* context) {
  const df_store_entry entry = {{from->key, from->key_size}, {from->bytes, from->size}, 0, 1};
  return sink(context, &entry);
}

static int32_t get(void* store, df_text space, df_text key, df_store_sink sink, void* context) {
  shelf* on = store;
  (void)space;
  for (size_t i = 0; i < on->count; ++i) {
    const record* at = &on->records[i];
    if (same_text((df_text){at->key, at->key_size}, key)) {
      hand(at, sink, context);
      return DF_STORE_OK;
    }
  }
  return DF_STORE_NOT_FOUND;
}

static int32_t scan(void* store, const df_store_scan* range, df_store_sink sink, void* context) {
  shelf* on = store;
  for (size_t i = 0; i < on->count; ++i) {
    if (range->limit != 0 && i >= range->limit) break;
    if (hand(&on->records[range->reverse ? on->count - 1 - i : i], sink, context) == 0) break;
  }
  return DF_STORE_OK;
}

static int32_t read_log(void* store, uint64_t stream, uint64_t from, uint64_t to, uint32_t reverse,
                        uint64_t limit, df_store_sink sink, void* context) {
  (void)store;
  (void)stream;
  (void)limit;
  for (uint64_t i = from; i <= to; ++i) {
    const df_store_entry entry = {{NULL, 0}, {"entry", 5}, reverse ? to - (i - from) : i, 0};
    if (sink(context, &entry) == 0) break;
  }
  return DF_STORE_OK;
}

static int32_t get_blob(void* store, df_text hash, df_store_sink sink, void* context) {
  (void)store;
  (void)hash;
  (void)sink;
  (void)context;
  return 99; /* no answer of the contract */
}

static int64_t now(void* store) {
  (void)store;
  return host_services.clock->unix_ns(host_services.clock);
}

static df_text reason(void* store) {
  (void)store;
  return TEXT("the shelf is too short");
}

static const df_store_api api = {sizeof(df_store_api),
                                 DF_DURABILITY_RELAXED,
                                 {"shelf", 5},
                                 open_store,
                                 close_store,
                                 commit,
                                 get,
                                 scan,
                                 read_log,
                                 get_blob,
                                 now,
                                 reason};

static const void* query(df_text id) { return same_text(id, TEXT(DF_ID_STORE)) ? &api : NULL; }

static const df_plugin plugin = {sizeof(df_plugin), DF_ABI_DRAFT, {"shelf", 5},
                                 {"1.2.3", 5},      query,        NULL};

const df_plugin* dashflow_plugin_entry_1(const df_host* host) {
  host_services = query_services(host);
  return &plugin;
}
