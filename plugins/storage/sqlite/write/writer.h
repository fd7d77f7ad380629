// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <dashflow/store_types.hpp>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "plugins/storage/sqlite/write/write_session.h"

namespace dashflow::sqlite {

// The thread that commits. Whatever was handed in while it committed makes the next transaction, so
// that the price of a sync is shared by all who wait for it. [any-thread]
class Writer {
 public:
  explicit Writer(std::unique_ptr<WriteSession> session);
  ~Writer();  // after the last commit is answered

  // Queues; answered by the writer's thread, in order, with no lock held.
  void Submit(sdk::StoreCommit commit);

 private:
  void Run();
  // Gives false when there is nothing left and there will be nothing more.
  bool Take(std::vector<sdk::StoreCommit>& group);

  std::unique_ptr<WriteSession> session_;
  std::mutex mutex_;
  std::condition_variable submitted_;
  std::vector<sdk::StoreCommit> queue_;
  bool waiting_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace dashflow::sqlite
