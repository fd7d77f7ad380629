// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_types.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "plugins/storage/redis/client/connection.h"
#include "plugins/storage/redis/location.h"

namespace dashflow::redis {

// The connection that commits: the batches of a group go to the server at once, each as one script.
// A connection that broke is opened anew for the next group. One thread at a time.
class Session {
 public:
  using Complain = std::function<void(const std::string&)>;

  // Throws Failure.
  Session(const Options& options, Location location, const Complain& complain);

  static void Started() noexcept;
  void CommitGroup(std::span<sdk::StoreCommit> group) noexcept;
  void AfterGroup() noexcept {}

 private:
  struct Sent {
    sdk::StoreCommit* commit;
    sdk::StoreBatch batch;
  };

  void Connect();
  // Puts on its way what does not break the contract.
  std::vector<Sent> Send(std::span<sdk::StoreCommit> group);
  void Settle(const Sent& sent) noexcept;

  const Options options_;
  const Location location_;
  std::unique_ptr<Connection> connection_;  // null when it broke
  bool worn_ = false;  // it is of no use any more once what was sent is answered
};

}  // namespace dashflow::redis
