// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/api/assistants/assistant.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"

namespace dashflow::api {

// The assistants of a store, and all their versions. Errors of all: what the store says.
// [any-thread]
class AssistantStore {
 public:
  explicit AssistantStore(checkpoint::Store& store)
      : store_(store),
        assistants_(store, checkpoint::kAssistantSpace),
        versions_(store, checkpoint::kAssistantVersionSpace) {}

  // Nothing = it is not there.
  Result<std::optional<Assistant>> Get(std::string_view id) const;
  Result<std::vector<Assistant>> All() const;
  // Newest first.
  Result<std::vector<Assistant>> Versions(std::string_view id) const;
  Result<std::optional<Assistant>> Version(std::string_view id, std::int64_t version) const;

  // Error assistant_exists.
  Status Create(const Assistant& assistant);
  // Makes a new version of it, as `change` says; one that is not there yet begins as `otherwise`.
  using Changer = std::function<void(Assistant&)>;
  Result<Assistant> AddVersion(const Assistant& otherwise, const Changer& change);
  // Goes back, or forth, to a version that it has.
  Result<Assistant> SetLatest(const Assistant& version);
  // With all its versions.
  Status Erase(std::string_view id);

 private:
  Status Keep(const Assistant& assistant);  // unless it is there
  // The assistant, if it is still of that rev, and its version, in one.
  Result<std::uint64_t> PutBoth(const Assistant& assistant, std::uint64_t rev);

  checkpoint::Store& store_;
  checkpoint::Documents assistants_;
  checkpoint::Documents versions_;
};

}  // namespace dashflow::api
