// SPDX-License-Identifier: Apache-2.0
#include "host/api/keys/key_ring.h"

#include <utility>

namespace dashflow::api {
namespace {

bool HasRunOut(const Key& key, WallTime now) {
  return key.expires != WallTime{} && key.expires <= now;
}

Error Unknown(std::string why) {
  return Error("unauthenticated", "the credential is not known").Cause(std::move(why));
}

}  // namespace

Result<std::string> Keys::Create(const std::string& name, http::Caller caller,
                                 std::optional<std::chrono::nanoseconds> lifetime) {
  DF_ASSIGN(const auto known, documents_.Get(name));
  if (known) {
    return Error("key_exists", "there is a key " + name + " already").Resource(name);
  }
  DF_ASSIGN(std::string text, NewKeyText());
  Key key{
      .name = name, .hash = HashOfKey(text), .caller = std::move(caller), .created = clock_.Now()};
  if (lifetime) key.expires = key.created + *lifetime;
  DF_TRY(documents_.Put(ToDocument(key)));
  return text;
}

Status Keys::Revoke(const std::string& name) {
  DF_ASSIGN(const auto known, documents_.Get(name));
  if (!known) return Error("key_not_found", "there is no key " + name).Resource(name);
  return documents_.Erase(name);
}

Result<std::vector<Key>> Keys::List() const {
  std::vector<Key> keys;
  Status readable = Ok();
  const WallTime now = clock_.Now();
  DF_TRY(documents_.Visit({}, [&](const checkpoint::Document& document) {
    auto key = KeyOf(document);
    if (key.has_error()) return readable = key.error(), false;
    if (!HasRunOut(*key, now)) keys.push_back(std::move(*key));
    return true;
  }));
  DF_TRY(readable);
  return keys;
}

Result<std::unique_ptr<KeyRing>> KeyRing::Open(checkpoint::Store& store, const Clock& clock,
                                               Log& log, std::chrono::milliseconds interval) {
  auto ring = std::make_unique<KeyRing>(store, clock, log);
  DF_TRY(ring->Learn());
  ring->learning_ = std::thread([self = ring.get(), interval] { self->KeepLearning(interval); });
  return ring;
}

KeyRing::KeyRing(checkpoint::Store& store, const Clock& clock, Log& log)
    : keys_(store, clock), clock_(clock), log_(log) {}

KeyRing::~KeyRing() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  over_told_.notify_all();
  if (learning_.joinable()) learning_.join();
}

Result<http::Caller> KeyRing::Check(std::string_view credential) {
  const std::string hash = HashOfKey(credential);
  const WallTime now = clock_.Now();
  const std::lock_guard lock(mutex_);
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end()) return Unknown("no key hashes to the same");
  if (HasRunOut(found->second, now))
    return Unknown("the key " + found->second.name + " has run out");
  return found->second.caller;
}

Status KeyRing::Learn() {
  DF_ASSIGN(auto keys, keys_.List());
  std::map<std::string, Key, std::less<>> by_hash;
  for (Key& key : keys) {
    std::string hash = key.hash;
    by_hash.emplace(std::move(hash), std::move(key));
  }
  const std::lock_guard lock(mutex_);
  by_hash_.swap(by_hash);
  return Ok();
}

std::size_t KeyRing::size() const {
  const std::lock_guard lock(mutex_);
  return by_hash_.size();
}

void KeyRing::KeepLearning(std::chrono::milliseconds interval) {
  std::unique_lock lock(mutex_);
  while (!over_told_.wait_for(lock, interval, [this] { return is_over_; })) {
    lock.unlock();
    const Status learned = Learn();
    if (learned.has_error())
      log_.Write(LogLevel::kWarning, "keys", "cannot read the keys: " + learned.error().message());
    lock.lock();
  }
}

}  // namespace dashflow::api
