// SPDX-License-Identifier: Apache-2.0
#include <dashflow/config.hpp>
#include <dashflow/testing/store/client.hpp>
#include <semaphore>

#include "store/kit/open_error.hpp"

namespace dashflow::sdk::testing::store {
namespace {

std::uint32_t Collect(void* context, const df_store_entry* entry) {
  const auto text = [](df_text part) { return std::string(part.data, part.size); };
  static_cast<Answer*>(context)->entries.push_back(
      {text(entry->key), text(entry->bytes), entry->seq, entry->rev});
  return 1;
}

template <class Member>
std::string Join(const std::vector<Entry>& entries, Member member) {
  std::string text;
  for (const Entry& entry : entries) text += (text.empty() ? "" : " ") + member(entry);
  return text;
}

}  // namespace

OpenError OpenErrorOf(df_value raw) {
  const sdk::Value error = sdk::Value::Adopt(raw);
  const auto member = [&](std::string_view name) {
    return std::string(error.view()[name].As<std::string>(name));
  };
  return {member("code"), member("message"), member("cause"), member("fix")};
}

df_text Text(std::string_view text) { return {text.data(), text.size()}; }

std::string Answer::Keys() const {
  return Join(entries, [](const Entry& entry) { return entry.key; });
}

std::string Answer::Seqs() const {
  return Join(entries, [](const Entry& entry) { return std::to_string(entry.seq); });
}

Client::Client(const df_store_api& table, std::string_view config_json, std::uint32_t flags)
    : table_(table) {
  const sdk::Value config = sdk::Value::FromJson(config_json);
  df_value error{};
  if (table_.open(&config.view().raw(), flags, &store_, &error) != DF_OK) throw OpenErrorOf(error);
}

Client::~Client() {
  if (store_ != nullptr) table_.close(store_);
}

std::int32_t Client::Commit(Batch& batch) {
  CommitAll({&batch, 1});
  return batch.result();
}

std::string Client::CommitAll(std::span<Batch> batches) {
  struct Wait {
    Client* client;
    std::binary_semaphore done{0};
    std::string reason{};
  };
  Wait wait{this};
  std::vector<df_store_batch*> raw;
  for (Batch& batch : batches) raw.push_back(batch.raw());
  table_.commit(
      store_, raw.data(), raw.size(),
      [](void* context) {
        auto& waiting = *static_cast<Wait*>(context);
        const df_text reason = waiting.client->table_.reason(waiting.client->store_);
        waiting.reason.assign(reason.data, reason.size);
        waiting.done.release();
      },
      &wait);
  wait.done.acquire();
  return wait.reason;
}

template <class Call>
Answer Client::Ask(Call call) {
  Answer answer;
  answer.status = call(&Collect, &answer);
  if (answer.status != DF_STORE_OK) {
    const df_text reason = table_.reason(store_);
    answer.reason.assign(reason.data, reason.size);
  }
  return answer;
}

Answer Client::Get(std::string_view space, std::string_view key) {
  return Ask([&](df_store_sink sink, void* context) {
    return table_.get(store_, Text(space), Text(key), sink, context);
  });
}

Answer Client::Scan(const df_store_scan& scan) {
  return Ask(
      [&](df_store_sink sink, void* context) { return table_.scan(store_, &scan, sink, context); });
}

Answer Client::Scan(std::string_view space, std::string_view term) {
  return Scan({sizeof(df_store_scan), 0, Text(space), Text(term), {}, {}, 0});
}

Answer Client::Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                    std::uint64_t limit) {
  return Ask([&](df_store_sink sink, void* context) {
    return table_.read(store_, stream, from, to, reverse ? 1 : 0, limit, sink, context);
  });
}

Answer Client::GetBlob(std::string_view hash) {
  return Ask([&](df_store_sink sink, void* context) {
    return table_.get_blob(store_, Text(hash), sink, context);
  });
}

}  // namespace dashflow::sdk::testing::store
