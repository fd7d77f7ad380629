// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::local_disk {

// The lock of a store: a file of its own beside the database, because closing any descriptor of the
// database itself would drop SQLite's locks. The system's lock on it counts, not its content: that
// only says who holds it (its time: since when), and what a killed holder left there is harmless.
class LockFile {
 public:
  // Throws StoreError: store_locked with the holder's pid and command, or what OpenFailure gives.
  explicit LockFile(std::string path);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  bool TryLock();
  bool IsStillTheFile() const;
  void SayWhoHolds() const;

  std::string path_;
  int fd_ = -1;
};

}  // namespace dashflow::local_disk
