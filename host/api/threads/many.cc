// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/body.h"
#include "host/api/request/extract.h"
#include "host/api/request/page.h"
#include "host/api/threads/thread.h"
#include "host/api/threads/thread_handlers.h"
#include "host/api/threads/thread_list.h"
#include "host/api/threads/thread_view.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

Result<Value> ListedView(Service& service, const Thread& thread, const Value& body) {
  DF_ASSIGN(const Value view, ThreadView(service, thread));
  const Value selected = Selected(view, ValueOf(body, "select"));
  const Value* const extract = Find(body, "extract");
  return extract == nullptr ? selected : selected.Set("extracted", Extracted(view, *extract));
}

// All of it, or where it stands alone.
Status PruneOne(Service& service, const Thread& thread, bool keeps_latest) {
  if (!keeps_latest) return EraseIdleThread(service, thread);
  if (thread.record) DF_TRY(service.engine.PruneThread(thread.id, {.keep = 1, .since = {}}));
  return Ok();
}

}  // namespace

Answer SearchThreads(Service& service, const http::Request& request) {
  const Value& body = request.body;
  DF_ASSIGN(auto threads, ListThreads(service, request.caller, FilterOf(body)));
  DF_TRY(SortThreads(service, TextOf(body, "sort_by", "updated_at"),
                     TextOf(body, "sort_order", "desc"), threads));
  const Page page = PageOf(body);
  const std::size_t total = threads.size();
  ArrayBuilder views;
  for (const Thread& thread : Cut(std::move(threads), page)) {
    DF_ASSIGN(Value view, ListedView(service, thread, body));
    views.Add(std::move(view));
  }
  return Paged(std::move(views).Build(), page, total);
}

Answer CountThreads(Service& service, const http::Request& request) {
  DF_ASSIGN(const auto threads, ListThreads(service, request.caller, FilterOf(request.body)));
  return Json(static_cast<std::int64_t>(threads.size()));
}

Answer PruneThreads(Service& service, const http::Request& request) {
  const bool keeps_latest = TextOf(request.body, "strategy", "delete") == "keep_latest";
  const ThreadFilter filter{
      .ids = FilterOf(Value::EmptyObject().Set("ids", ValueOf(request.body, "thread_ids"))).ids,
      .only_ids = true};
  DF_ASSIGN(const auto threads, ListThreads(service, request.caller, filter));
  for (const Thread& thread : threads) DF_TRY(PruneOne(service, thread, keeps_latest));
  return Json(Value::EmptyObject().Set("pruned_count", static_cast<std::int64_t>(threads.size())));
}

}  // namespace dashflow::api
