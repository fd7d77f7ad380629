/* SPDX-License-Identifier: Apache-2.0 */
/* A node type in plain C: counts the words of a text. */
#include <dashflow/plugin.h>

DF_MANIFEST(
    "{\"manifest\":1,\"abi\":{\"major\":1,\"draft\":1},\"id\":\"wordcount\",\"version\":\"1.0.0\","
    "\"doc\":\"Counts words, in C.\",\"sdk\":\"0.1.0\",\"requires\":[\"dashflow.call/1\"],"
    "\"nodes\":[{\"name\":\"count\",\"doc\":\"Counts the words of a text.\",\"exec\":\"inline\","
    "\"concurrency\":\"reentrant\",\"open\":false,\"capabilities\":[\"pure\"],"
    "\"inputs\":[{\"name\":\"text\",\"type\":\"string\",\"required\":true,\"doc\":\"The text.\"}],"
    "\"outputs\":[{\"name\":\"words\",\"type\":\"integer\",\"doc\":\"How many words it has.\"}],"
    "\"config\":{\"type\":\"object\",\"additionalProperties\":false}}],"
    "\"stores\":[],\"reducers\":[]}");

#define TEXT(literal) ((df_text){literal, sizeof(literal) - 1})

static const df_call_api* calls;

static int is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static int64_t count_words(const char* text, uint32_t size) {
  int64_t words = 0;
  int inside = 0;
  for (uint32_t i = 0; i < size; ++i) {
    words += !inside && !is_space(text[i]);
    inside = !is_space(text[i]);
  }
  return words;
}

static df_status create(const df_value* config, void** instance, df_value* error_text) {
  (void)config;
  (void)instance;
  (void)error_text;
  return DF_OK;
}

static void destroy(void* instance) { (void)instance; }

static df_status run(df_call* call) {
  const df_value* text = &call->inputs[0];
  if (text->kind != DF_KIND_STRING) {
    calls->error(call, DF_INVALID_INPUT, TEXT("wrong_type"), TEXT("The input text is no string."),
                 -1, -1, NULL);
    return DF_INVALID_INPUT;
  }
  const df_value words = {.kind = DF_KIND_INT, .as.i64 = count_words(text->as.text, text->size)};
  return calls->emit(call, 0, &words);
}

static const df_node_type count_type = {
    .size = sizeof(df_node_type),
    .name = {"count", 5},
    .create = create,
    .destroy = destroy,
    .run = run,
};
static const df_node_type* const types[] = {&count_type};
static const df_node_api nodes = {sizeof(df_node_api), 1, types};

static int is_node_id(df_text id) {
  const df_text node = TEXT(DF_ID_NODE);
  uint64_t same = 0;
  while (same < id.size && same < node.size && id.data[same] == node.data[same]) ++same;
  return same == id.size && same == node.size;
}

static const void* query(df_text id) { return is_node_id(id) ? &nodes : NULL; }

static const df_plugin plugin = {
    .size = sizeof(df_plugin),
    .abi_draft = DF_ABI_DRAFT,
    .id = {"wordcount", 9},
    .version = {"1.0.0", 5},
    .query = query,
};

const df_plugin* dashflow_plugin_entry_1(const df_host* host) {
  if (host->abi_draft != DF_ABI_DRAFT) return NULL;
  calls = host->query(host, TEXT(DF_ID_CALL));
  return calls != NULL ? &plugin : NULL;
}
