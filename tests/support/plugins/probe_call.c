/* SPDX-License-Identifier: Apache-2.0 */
#include "probe.h"

df_status run_open(df_call* call) {
  const df_call_api* calls = host_services.calls;
  df_value count;
  df_value unset;
  df_value missing;
  const df_status read = calls->read(call, TEXT("count"), &count);
  const df_status read_unset = calls->read(call, TEXT("unset"), &unset);
  const df_status read_missing = calls->read(call, TEXT("missing"), &missing);
  const df_value more = int_value(count.as.i64 + 1);
  const df_value words = text_value(TEXT("over"));
  const char* const keys[] = {"read", "count",     "read_unset", "read_missing",
                              "has",  "has_unset", "write",      "overwrite"};
  const df_value results[] = {
      int_value(read),
      count,
      int_value(read_unset),
      int_value(read_missing),
      int_value(calls->has(call, TEXT("count"))),
      int_value(calls->has(call, TEXT("unset"))),
      int_value(calls->write(call, TEXT("count"), &more, DF_WRITE_REDUCE)),
      int_value(calls->write(call, TEXT("words"), &words, DF_WRITE_OVERWRITE)),
  };
  return emit_object(call, keys, results, COUNT(keys));
}

df_status run_commands(df_call* call) {
  const df_call_api* calls = host_services.calls;
  const df_value one = int_value(1);
  df_value arguments;
  df_value output;
  host_services.values->from_json(TEXT("{\"item\":7}"), &arguments);
  const df_status called = calls->call_workflow(call, TEXT("other"), &one, &output);
  const char* const keys[] = {"jump", "send", "parent", "called", "output"};
  const df_value results[] = {
      int_value(calls->jump(call, TEXT("next"), 0)),
      int_value(calls->send(call, TEXT("worker"), &arguments, 1)),
      int_value(calls->update_parent(call, TEXT("total"), &one, DF_WRITE_REDUCE)),
      int_value(called),
      output,
  };
  const df_status status = emit_object(call, keys, results, COUNT(keys));
  host_services.values->release(&arguments);
  host_services.values->release(&output);
  return status;
}

df_status run_ask(df_call* call) {
  const df_value question = text_value(TEXT("go on?"));
  df_value answer;
  const df_status status = host_services.calls->interrupt(call, &question, NULL, &answer);
  if (status != DF_OK) return status;
  return host_services.calls->emit(call, 0, &answer);
}

df_status run_fail(df_call* call) {
  df_value details;
  host_services.values->from_json(TEXT("{\"limit\":3}"), &details);
  host_services.calls->error(call, DF_EXHAUSTED, TEXT("quota_exceeded"),
                             TEXT("the quota is used up"), -1, 5000000000, &details);
  host_services.values->release(&details);
  return DF_EXHAUSTED;
}
