// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <dashflow/config.hpp>
#include <dashflow/testing/store/care.hpp>

#include "store/kit/open_error.hpp"

namespace dashflow::sdk::testing::store {
namespace {

// Keeps what a store tells while it is at it.
class Listener {
 public:
  explicit Listener(const Care& care)
      : care_(care), raw_{sizeof(df_store_watch), 0, this, &Progress, &Found} {}
  Listener(const Listener&) = delete;

  const df_store_watch* raw() const { return &raw_; }
  std::vector<Finding> findings{};

 private:
  static std::uint32_t Progress(void* self, std::uint64_t done, std::uint64_t all) noexcept {
    const auto& progress = static_cast<Listener*>(self)->care_.progress;
    return !progress || progress(done, all) ? 1 : 0;
  }
  static void Found(void* self, const df_store_finding* finding) noexcept {
    static_cast<Listener*>(self)->findings.push_back(
        {std::string(finding->what.data, finding->what.size), finding->stream, finding->seq});
  }

  const Care& care_;
  const df_store_watch raw_;
};

template <class Call>
void Do(Call call) {
  df_value error{};
  if (call(&error) != DF_OK) throw OpenErrorOf(error);
}

std::int64_t Number(ValueView object, std::string_view key) {
  return Config(object).Get<std::int64_t>(key, 0);
}

About::Amount AmountOf(ValueView amount) {
  return {Number(amount, "count"), Number(amount, "bytes")};
}

}  // namespace

About Care::Describe(Client& store) const {
  df_value told{};
  Do([&](df_value* error) { return table_.describe(store.raw(), &told, error); });
  const Value about = Value::Adopt(told);
  const ValueView view = about.view();
  return {AmountOf(view["records"]),        AmountOf(view["log"]),
          AmountOf(view["blobs"]),          Number(view["layout"], "version"),
          Number(view["layout"], "newest"), Number(view, "disk_bytes"),
          Number(view, "free_bytes")};
}

std::vector<Finding> Care::Verify(Client& store) const {
  Listener listener(*this);
  Do([&](df_value* error) { return table_.verify(store.raw(), listener.raw(), error); });
  return listener.findings;
}

void Care::Backup(Client& store, const std::string& file) const {
  const Listener listener(*this);
  Do([&](df_value* error) {
    return table_.backup(store.raw(), Text(file), listener.raw(), error);
  });
}

void Care::Vacuum(Client& store) const {
  const Listener listener(*this);
  Do([&](df_value* error) { return table_.vacuum(store.raw(), listener.raw(), error); });
}

std::vector<std::string> Care::Blobs(Client& store) const {
  std::vector<std::string> hashes;
  const auto take = [](void* context, const df_store_entry* entry) -> std::uint32_t {
    auto& found = *static_cast<std::vector<std::string>*>(context);
    found.emplace_back(entry->key.data, entry->key.size);
    return 1;
  };
  Do([&](df_value* error) { return table_.blobs(store.raw(), take, &hashes, error); });
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

Upgrade Care::UpgradeAt(std::string_view config_json, bool dry_run) const {
  const Value config = Value::FromJson(config_json);
  df_value told{};
  Do([&](df_value* error) {
    return table_.upgrade(&config.view().raw(), dry_run ? DF_STORE_DRY_RUN : 0, &told, error);
  });
  const Value plan = Value::Adopt(told);
  return {Number(plan, "from"), Number(plan, "to"), Config(plan).Get<bool>("done", false),
          Config(plan).Get<std::string>("backup", "")};
}

std::string Care::Restore(std::string_view config_json, const std::string& file) const {
  const Value config = Value::FromJson(config_json);
  const Listener listener(*this);
  df_value told{};
  Do([&](df_value* error) {
    return table_.restore(&config.view().raw(), Text(file), listener.raw(), &told, error);
  });
  return std::string(Value::Adopt(told).text());
}

}  // namespace dashflow::sdk::testing::store
