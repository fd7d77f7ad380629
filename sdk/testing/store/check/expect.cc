// SPDX-License-Identifier: Apache-2.0
#include "store/check/expect.hpp"

#include <array>
#include <random>
#include <vector>

namespace dashflow::sdk::testing::store {
namespace {

constexpr std::size_t kShown = 120;  // bytes of a value that a message repeats
constexpr std::array<std::string_view, 8> kStatusNames{
    "ok", "conflict", "unavailable", "full", "unknown", "not_found", "invalid", "damaged"};

void AddEscaped(std::string& text, unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (byte >= ' ' && byte < 127 && byte != '"') {
    text += static_cast<char>(byte);
  } else {
    text.append("\\x").append(1, kDigits[byte / 16]).append(1, kDigits[byte % 16]);
  }
}

void RequireOk(const Answer& answer) {
  Require(answer.status == DF_STORE_OK,
          "a read answers " + StatusName(answer.status) + ": " + answer.reason);
}

}  // namespace

std::string Escaped(std::string_view bytes) {
  std::string text = "\"";
  for (const char byte : bytes.substr(0, kShown)) {
    AddEscaped(text, static_cast<unsigned char>(byte));
  }
  if (bytes.size() <= kShown) return text + '"';
  return text.append("…\" (").append(std::to_string(bytes.size())).append(" bytes)");
}

std::string StatusName(std::int32_t status) {
  const auto index = static_cast<std::size_t>(status);
  return index < kStatusNames.size() ? std::string(kStatusNames[index]) : std::to_string(status);
}

void SameStatus(std::string_view what, std::int32_t found, std::int32_t expected) {
  Require(found == expected, std::string(what) + ": found " + StatusName(found) + ", expected " +
                                 StatusName(expected));
}

void Succeeds(Client& store, Batch& batch) {
  const std::string reason = store.CommitAll({&batch, 1});
  Require(batch.result() == DF_STORE_OK,
          "a commit answers " + StatusName(batch.result()) + ": " + reason);
}

void Conflicts(Client& store, Batch& batch, std::uint32_t failed_op) {
  store.Commit(batch);
  SameStatus("the result of a batch that conflicts", batch.result(), DF_STORE_CONFLICT);
  Same("the operation that conflicts", batch.failed_op(), failed_op);
}

void Refuses(Client& store, Batch& batch, std::uint32_t failed_op) {
  const std::string reason = store.CommitAll({&batch, 1});
  SameStatus("the result of a batch that breaks the contract", batch.result(), DF_STORE_INVALID);
  Same("the operation that breaks the contract", batch.failed_op(), failed_op);
  Require(!reason.empty(), "a refusal has no reason");
}

std::uint64_t Holds(Client& store, std::string_view space, std::string_view key,
                    std::string_view bytes) {
  const Answer answer = store.Get(space, key);
  RequireOk(answer);
  Same("how many entries a get gives", answer.entries.size(), 1U);
  Same("the key of a record", answer.entries.front().key, key);
  Same("the bytes of a record", answer.entries.front().bytes, bytes);
  return answer.entries.front().rev;
}

void Lacks(Client& store, std::string_view space, std::string_view key) {
  const Answer answer = store.Get(space, key);
  SameStatus("a get of " + Shown(key) + ", which is absent", answer.status, DF_STORE_NOT_FOUND);
  Require(answer.entries.empty(), "a record that is absent is handed out");
}

std::string KeysOf(const Answer& answer) {
  RequireOk(answer);
  return answer.Keys();
}

std::string SeqsOf(const Answer& answer) {
  RequireOk(answer);
  return answer.Seqs();
}

std::string Keys(Client& store, std::string_view space, std::string_view term) {
  return KeysOf(store.Scan(space, term));
}

std::string Seqs(Client& store, std::uint64_t stream) { return SeqsOf(store.Read(stream)); }

std::string Blob(Client& store, std::string_view hash) {
  const Answer answer = store.GetBlob(hash);
  RequireOk(answer);
  Same("how many entries a get of a blob gives", answer.entries.size(), 1U);
  return answer.entries.front().bytes;
}

bool HasBlob(Client& store, std::string_view hash) {
  const Answer answer = store.GetBlob(hash);
  if (answer.status != DF_STORE_NOT_FOUND) RequireOk(answer);
  return answer.status == DF_STORE_OK;
}

void Fill(Client& store, std::uint64_t stream, std::uint64_t count) {
  for (std::uint64_t seq = 1; seq <= count; ++seq) {
    Succeeds(store, Batch().Append(stream, seq, "e" + std::to_string(seq)));
  }
}

std::string Noise(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

}  // namespace dashflow::sdk::testing::store
