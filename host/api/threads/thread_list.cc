// SPDX-License-Identifier: Apache-2.0
#include "host/api/threads/thread_list.h"

#include <algorithm>
#include <map>
#include <utility>

#include "host/api/request/body.h"
#include "host/api/threads/thread_view.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

Result<std::vector<Thread>> Named(Service& service, const std::vector<std::string>& ids) {
  std::vector<Thread> threads;
  for (const std::string& id : ids) {
    DF_ASSIGN(auto thread, ReadThread(service, id));
    if (thread) threads.push_back(*std::move(thread));
  }
  return threads;
}

// Two scans instead of two reads a thread.
Result<std::vector<Thread>> All(Service& service) {
  std::map<std::string, Thread> threads;
  DF_TRY(checkpoint::Documents(service.store, checkpoint::kApiThreadSpace)
             .Visit({}, [&threads](const checkpoint::Document& document) {
               threads.emplace(document.key, ThreadOf(document));
               return true;
             }));
  DF_ASSIGN(auto records, checkpoint::Directory(service.store).List({}));
  for (checkpoint::ThreadRecord& record : records) {
    const auto known = threads.find(record.id);
    if (known != threads.end()) {
      known->second.record = std::move(record);
    } else {
      std::string id = record.id;
      threads.emplace(std::move(id), ThreadOf(std::move(record)));
    }
  }
  std::vector<Thread> all;
  all.reserve(threads.size());
  for (auto& [id, thread] : threads) all.push_back(std::move(thread));
  return all;
}

Result<bool> Fits(Service& service, const Thread& thread, const ThreadFilter& filter) {
  if (!filter.metadata.is_null() && !Contains(thread.metadata, filter.metadata)) return false;
  if (!filter.status.empty()) {
    DF_ASSIGN(const std::string_view status, StatusOf(service, thread));
    if (status != filter.status) return false;
  }
  if (filter.values.is_null()) return true;
  DF_ASSIGN(const Value values, ValuesOf(service, thread));
  return Contains(values, filter.values);
}

using Key = std::pair<std::string, std::int64_t>;

Result<Key> KeyOf(Service& service, const Thread& thread, std::string_view by) {
  const auto time = [](WallTime at) { return Key{"", at.time_since_epoch().count()}; };
  if (by == "thread_id") return Key{thread.id, 0};
  if (by == "created_at") return time(thread.created);
  if (by == "state_updated_at") return time(thread.record ? thread.record->updated : WallTime());
  if (by != "status") return time(thread.updated());
  DF_ASSIGN(const std::string_view status, StatusOf(service, thread));
  return Key{status, 0};
}

}  // namespace

ThreadFilter FilterOf(const Value& body) {
  ThreadFilter filter{.status = TextOf(body, "status"),
                      .metadata = ValueOf(body, "metadata"),
                      .values = ValueOf(body, "values")};
  const Value ids = ValueOf(body, "ids");
  filter.only_ids = ids.is_array();
  if (!filter.only_ids) return filter;
  ids.ForEachElement([&filter](const Value& id) { filter.ids.emplace_back(id.as_text()); });
  return filter;
}

Result<std::vector<Thread>> ListThreads(Service& service, const http::Caller& caller,
                                        const ThreadFilter& filter) {
  DF_ASSIGN(auto threads, filter.only_ids ? Named(service, filter.ids) : All(service));
  std::vector<Thread> fitting;
  for (Thread& thread : threads) {
    if (!MaySee(caller, thread)) continue;
    DF_ASSIGN(const bool fits, Fits(service, thread, filter));
    if (fits) fitting.push_back(std::move(thread));
  }
  return fitting;
}

Status SortThreads(Service& service, std::string_view by, std::string_view order,
                   std::vector<Thread>& threads) {
  std::vector<std::pair<Key, Thread>> keyed;
  for (Thread& thread : threads) {
    DF_ASSIGN(Key key, KeyOf(service, thread, by));
    keyed.emplace_back(std::move(key), std::move(thread));
  }
  const bool ascends = order == "asc";
  std::ranges::stable_sort(keyed, [ascends](const auto& a, const auto& b) {
    return ascends ? a.first < b.first : b.first < a.first;
  });
  threads.clear();
  for (auto& [key, thread] : keyed) threads.push_back(std::move(thread));
  return Ok();
}

}  // namespace dashflow::api
