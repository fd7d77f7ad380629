// SPDX-License-Identifier: Apache-2.0
#include "host/api/assistants/assistant_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace dashflow::api {
namespace {

using checkpoint::Document;

constexpr int kTries = 100;

// The versions of one assistant are together, and ascend.
std::string VersionKey(std::string_view id, std::int64_t version) {
  return fmt::format("{}{}{:08}", id, '\0', version);
}

Result<std::vector<Assistant>> Collect(const checkpoint::Documents& documents,
                                       const checkpoint::Documents::Range& range) {
  std::vector<Assistant> all;
  DF_TRY(documents.Visit(range, [&all](const Document& document) {
    all.push_back(AssistantOf(document.key.substr(0, document.key.find('\0')), document.content));
    return true;
  }));
  return all;
}

Result<std::optional<Assistant>> One(const checkpoint::Documents& documents, std::string_view key,
                                     std::string_view id) {
  if (key.size() > checkpoint::kMaxStoreKey) return std::optional<Assistant>();
  DF_ASSIGN(const auto document, documents.Get(key));
  if (!document) return std::optional<Assistant>();
  return std::optional(AssistantOf(id, document->content));
}

}  // namespace

Result<std::optional<Assistant>> AssistantStore::Get(std::string_view id) const {
  return One(assistants_, id, id);
}

Result<std::vector<Assistant>> AssistantStore::All() const { return Collect(assistants_, {}); }

Result<std::vector<Assistant>> AssistantStore::Versions(std::string_view id) const {
  const std::string from = VersionKey(id, 0);
  const std::string to = std::string(id) + '\1';
  return Collect(versions_, {.from = from, .to = to, .reverse = true});
}

Result<std::optional<Assistant>> AssistantStore::Version(std::string_view id,
                                                         std::int64_t version) const {
  return One(versions_, VersionKey(id, version), id);
}

Result<std::uint64_t> AssistantStore::PutBoth(const Assistant& assistant, std::uint64_t rev) {
  const Value content = ContentOf(assistant);
  const Document own{.key = assistant.id, .content = content, .rev = rev};
  const Document version{.key = VersionKey(assistant.id, assistant.version), .content = content};
  checkpoint::RecordPut own_put;
  checkpoint::RecordPut version_put;
  const checkpoint::Operation ops[] = {
      ExpectDocument(checkpoint::kAssistantSpace, own),
      PutDocument(checkpoint::kAssistantSpace, own, own_put),
      PutDocument(checkpoint::kAssistantVersionSpace, version, version_put)};
  DF_TRY(checkpoint::CheckSize(checkpoint::kAssistantSpace, own_put));
  checkpoint::Batch batch;
  batch.ops = ops;
  batch.op_count = 3;
  const auto code = CommitAndWait(store_, batch);
  if (code != checkpoint::StoreCode::kOk)
    return checkpoint::StoreError(code, store_, "write assistant");
  return batch.rev;
}

Status AssistantStore::Create(const Assistant& assistant) {
  const auto put = PutBoth(assistant, 0);
  if (put.has_value()) return Ok();
  if (put.error().code() != "store_conflict") return put.error();
  return Error("assistant_exists", "Assistant with ID " + assistant.id + " already exists")
      .Operation("create assistant")
      .Resource(assistant.id);
}

Status AssistantStore::Keep(const Assistant& assistant) {
  const Status created = Create(assistant);
  const bool was_there = created.has_error() && created.error().code() == "assistant_exists";
  return was_there ? Ok() : created;
}

Result<Assistant> AssistantStore::AddVersion(const Assistant& otherwise, const Changer& change) {
  for (int i = 1;; ++i) {
    DF_ASSIGN(const auto document, assistants_.Get(otherwise.id));
    if (!document) {
      DF_TRY(Keep(otherwise));
      continue;
    }
    Assistant assistant = AssistantOf(otherwise.id, document->content);
    change(assistant);
    assistant.version = ++assistant.newest;
    const auto put = PutBoth(assistant, document->rev);
    if (put.has_value()) return assistant;
    if (put.error().code() != "store_conflict" || i == kTries) return put.error();
  }
}

Result<Assistant> AssistantStore::SetLatest(const Assistant& version) {
  DF_ASSIGN(const auto changed, assistants_.Change(version.id, [&version](Document& document) {
    Assistant next = version;
    next.newest = std::max(version.newest, AssistantOf(version.id, document.content).newest);
    document.content = ContentOf(next);
    return Result<bool>(true);
  }));
  return AssistantOf(version.id, changed.content);
}

Status AssistantStore::Erase(std::string_view id) {
  DF_ASSIGN(const auto versions, Versions(id));
  DF_TRY(assistants_.Erase(id));
  for (const Assistant& version : versions)
    DF_TRY(versions_.Erase(VersionKey(id, version.version)));
  return Ok();
}

}  // namespace dashflow::api
