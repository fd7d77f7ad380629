// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "host/api/keys/key.h"
#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/http/authenticator.h"

namespace dashflow::api {

// The API keys of a store. [any-thread]
class Keys {
 public:
  Keys(checkpoint::Store& store, const Clock& clock)
      : documents_(store, checkpoint::kKeySpace), clock_(clock) {}

  // Makes one and returns its text, which nothing keeps. Errors: key_exists, and what the store
  // says.
  Result<std::string> Create(const std::string& name, http::Caller caller,
                             std::optional<std::chrono::nanoseconds> lifetime);
  // Error key_not_found.
  Status Revoke(const std::string& name);
  // By name, without those that have run out.
  Result<std::vector<Key>> List() const;

 private:
  checkpoint::Documents documents_;
  const Clock& clock_;
};

// Knows the keys of a store by heart, and learns what has changed each `interval`. [any-thread]
class KeyRing final : public http::Authenticator {
 public:
  // Reads them. All outlive it. Error: what the store says.
  static Result<std::unique_ptr<KeyRing>> Open(checkpoint::Store& store, const Clock& clock,
                                               Log& log, std::chrono::milliseconds interval);
  KeyRing(checkpoint::Store& store, const Clock& clock, Log& log);
  ~KeyRing() override;
  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;

  Result<http::Caller> Check(std::string_view credential) override;
  // Reads them again; those it knows stay when that fails.
  Status Learn();
  std::size_t size() const;

 private:
  void KeepLearning(std::chrono::milliseconds interval);

  const Keys keys_;
  const Clock& clock_;
  Log& log_;
  mutable std::mutex mutex_;
  std::map<std::string, Key, std::less<>> by_hash_;
  std::condition_variable over_told_;
  bool is_over_ = false;
  std::thread learning_;
};

}  // namespace dashflow::api
