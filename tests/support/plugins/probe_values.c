/* SPDX-License-Identifier: Apache-2.0 */
#include "probe.h"

/* The value that reads back from its flat form, and from its JSON. */
static df_value through(const df_value* value, df_status (*print)(const df_value*, df_value*),
                        df_status (*parse)(df_text, df_value*)) {
  df_value text;
  df_value back;
  print(value, &text);
  parse((df_text){text.as.text, text.size}, &back);
  host_services.values->release(&text);
  return back;
}

/* Walks a container in batches of two and counts what it meets. */
static int64_t walk(const df_value* value) {
  uint64_t cursor = 0;
  int64_t met = 0;
  if (value->kind == DF_KIND_ARRAY) {
    df_value elements[2];
    for (uint64_t n; (n = host_services.values->elements(value, &cursor, elements, 2)) != 0;)
      met += (int64_t)n;
  }
  df_member members[2];
  if (value->kind == DF_KIND_OBJECT) {
    for (uint64_t n; (n = host_services.values->members(value, &cursor, members, 2)) != 0;)
      met += (int64_t)n;
  }
  return met;
}

df_status run_values(df_call* call) {
  const df_value_api* values = host_services.values;
  const df_value* given = &call->inputs[0];
  df_value flat = through(given, values->to_flat, values->from_flat);
  df_value json = through(given, values->to_json, values->from_json);
  const df_value bit = {.kind = DF_KIND_BOOL, .as.i64 = 1};
  df_value empty;
  df_value list;
  df_value object;
  values->from_json(TEXT("[]"), &empty);
  values->append(&empty, given, &list);
  values->from_json(TEXT("{\"a\":1}"), &object);
  df_value more;
  values->set(&object, TEXT("b"), &bit, &more);
  const char* const keys[] = {"flat_equal", "json_equal", "hash_equal", "walked",
                              "list",       "object",     "text"};
  const df_value results[] = {
      int_value(values->equal(given, &flat)),
      int_value(values->equal(given, &json)),
      int_value(values->hash(given) == values->hash(&flat)),
      int_value(walk(given)),
      list,
      more,
      text_value(TEXT("borrowed")),
  };
  const df_status status = emit_object(call, keys, results, COUNT(keys));
  df_value* owned[] = {&flat, &json, &empty, &list, &object, &more};
  for (size_t i = 0; i < COUNT(owned); ++i) values->release(owned[i]);
  return status;
}
