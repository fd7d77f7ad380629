// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/plugin_store.h"

#include <algorithm>
#include <exception>

#include "host/base/shown_address.h"
#include "host/plugin/crash/crash_scope.h"
#include "host/plugin/type/store_error.h"
#include "host/plugin/type/store_layout.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

using checkpoint::EntrySink;
using checkpoint::StoreCode;

void Answered(void* context) {
  const CrashScope in_host(nullptr);
  const auto& batch = *static_cast<const checkpoint::Batch*>(context);
  batch.done(batch.context);
}

// Entries on their way to a sink of ours. What the sink throws waits until the plugin has returned.
class SinkBridge {
 public:
  explicit SinkBridge(const EntrySink& sink) : sink_(sink) {}

  static std::uint32_t Take(void* context, const df_store_entry* entry) noexcept {
    return static_cast<SinkBridge*>(context)->Hand(entry) ? 1 : 0;
  }
  StoreCode Finish(std::int32_t code) const {
    if (thrown_) std::rethrow_exception(thrown_);
    const bool is_known = code >= DF_STORE_OK && code <= DF_STORE_DAMAGED;
    return is_known ? static_cast<StoreCode>(code) : StoreCode::kUnavailable;
  }

 private:
  bool Hand(const df_store_entry* entry) noexcept {
    if (entry == nullptr || thrown_) return false;
    const CrashScope in_host(nullptr);
    try {
      return sink_(*reinterpret_cast<const checkpoint::StoredEntry*>(entry));
    } catch (...) {
      thrown_ = std::current_exception();
      return false;
    }
  }

  const EntrySink& sink_;
  std::exception_ptr thrown_;
};

}  // namespace

Result<std::unique_ptr<checkpoint::Store>> PluginStore::Open(const Tables& tables,
                                                             const Value& config,
                                                             StoreAccess access) {
  const std::string url = MemberText(config, "url");
  const std::string shown = ShownAddress(url);
  const std::string note = "store " + shown;
  const CrashScope scope(note.c_str());
  const std::uint32_t flags = access == StoreAccess::kReadOnly ? DF_STORE_READ_ONLY : 0;
  void* store = nullptr;
  df_value told{};
  const df_status status = tables.store.open(ToAbi(&config), flags, &store, &told);
  if (status != DF_OK) return StoreWords(status, told, "open store", shown);
  return std::unique_ptr<checkpoint::Store>(std::make_unique<PluginStore>(tables, store, shown));
}

PluginStore::PluginStore(const Tables& tables, void* store, std::string url)
    : api_(tables.store),
      store_(store),
      url_(std::move(url)),
      crash_note_("store " + url_),
      care_(tables.care, url_) {}

PluginStore::~PluginStore() {
  const CrashScope scope(crash_note_.c_str());
  api_.close(store_);
}

checkpoint::DurabilityClass PluginStore::durability() const {
  return static_cast<checkpoint::DurabilityClass>(
      std::min<std::uint32_t>(api_.durability, DF_DURABILITY_DURABLE));
}

void PluginStore::Commit(checkpoint::Batch& batch, void (*done)(void* context), void* context) {
  batch.done = done;
  batch.context = context;
  batch.self = &batch;
  const CrashScope scope(crash_note_.c_str());
  api_.commit(store_, reinterpret_cast<df_store_batch* const*>(&batch.self), 1, Answered, &batch);
}

StoreCode PluginStore::Get(std::string_view space, std::string_view key, const EntrySink& sink) {
  const CrashScope scope(crash_note_.c_str());
  SinkBridge bridge(sink);
  return bridge.Finish(api_.get(store_, ToAbi(space), ToAbi(key), SinkBridge::Take, &bridge));
}

StoreCode PluginStore::Scan(const checkpoint::ScanRange& range, const EntrySink& sink) {
  const CrashScope scope(crash_note_.c_str());
  SinkBridge bridge(sink);
  const df_store_scan scan = {.size = sizeof(df_store_scan),
                              .reverse = range.reverse ? 1u : 0u,
                              .space = ToAbi(range.space),
                              .term = ToAbi(range.term),
                              .from = ToAbi(range.from),
                              .to = ToAbi(range.to),
                              .limit = range.limit};
  return bridge.Finish(api_.scan(store_, &scan, SinkBridge::Take, &bridge));
}

// NOLINTNEXTLINE(readability-function-size): the interface's parameters
StoreCode PluginStore::Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                            bool reverse, std::uint64_t limit, const EntrySink& sink) {
  const CrashScope scope(crash_note_.c_str());
  SinkBridge bridge(sink);
  return bridge.Finish(
      api_.read(store_, stream, from, to, reverse ? 1 : 0, limit, SinkBridge::Take, &bridge));
}

StoreCode PluginStore::GetBlob(std::string_view hash, const EntrySink& sink) {
  const CrashScope scope(crash_note_.c_str());
  SinkBridge bridge(sink);
  return bridge.Finish(api_.get_blob(store_, ToAbi(hash), SinkBridge::Take, &bridge));
}

std::int64_t PluginStore::Now() const {
  const CrashScope scope(crash_note_.c_str());
  return api_.now(store_);
}

std::string PluginStore::Reason() const {
  const CrashScope scope(crash_note_.c_str());
  return std::string(ReadText(api_.reason(store_)).value_or(""));
}

}  // namespace dashflow::plugin
