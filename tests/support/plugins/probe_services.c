/* SPDX-License-Identifier: Apache-2.0 */
#include "probe.h"

df_status run_speak(df_call* call) {
  const df_value note = text_value(TEXT("half way"));
  const df_log_api* log = host_services.log;
  const char* const keys[] = {"custom", "token", "debug"};
  const df_value results[] = {
      int_value(host_services.events->custom(call, &note)),
      int_value(host_services.events->token(call, TEXT("Hel"), NULL)),
      int_value(log->enabled(log, DF_LOG_DEBUG)),
  };
  log->write(log, call, DF_LOG_INFO, TEXT("in the call"), NULL);
  log->write(log, NULL, DF_LOG_WARNING, TEXT("outside"), &note);
  return emit_object(call, keys, results, COUNT(keys));
}

/* Emits what the expression in port 0 gives, or why it gives nothing. */
df_status run_judge(df_call* call) {
  const df_expression_api* api = host_services.expressions;
  const df_text source = {call->inputs[0].as.text, call->inputs[0].size};
  df_expression* expression;
  df_value result;
  if (api->compile(source, &expression, &result) == DF_OK) {
    const df_value* extra = call->inputs[1].kind == DF_KIND_OBJECT ? &call->inputs[1] : NULL;
    api->evaluate(expression, call, extra, &result);
    api->destroy(expression);
  }
  const df_status status = host_services.calls->emit(call, 0, &result);
  host_services.values->release(&result);
  return status;
}

static int cancels;
static void count_cancel(void* context) { ++*(int*)context; }

df_status run_facts(df_call* call) {
  const df_call_api* calls = host_services.calls;
  const uint64_t registration = calls->on_cancel(call, count_cancel, &cancels);
  calls->off_cancel(call, registration);
  calls->progress(call);
  const df_text thread = calls->text(call, DF_CALL_THREAD);
  const df_text key = calls->text(call, DF_CALL_IDEMPOTENCY_KEY);
  const uintptr_t memory = (uintptr_t)calls->arena(call, 100, 64);
  const char* const keys[] = {"thread",    "key",    "attempt",   "step",    "deadline",
                              "cancelled", "slept",  "arena",     "answers", "unix",
                              "mono",      "random", "registered"};
  const df_value results[] = {
      text_value(thread),
      text_value(key),
      int_value(call->attempt),
      int_value(call->step),
      int_value(call->deadline_ns),
      int_value(*call->cancelled),
      int_value(calls->sleep(call, 10)),
      int_value(memory != 0 && memory % 64 == 0),
      int_value((int64_t)calls->answer_count(call)),
      int_value(host_services.clock->unix_ns(host_services.clock)),
      int_value(host_services.clock->mono_ns(host_services.clock)),
      int_value((int64_t)host_services.random->next(host_services.random)),
      int_value(registration != 0),
  };
  return emit_object(call, keys, results, COUNT(keys));
}
