// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace dashflow::sqlite {

// SQLite's file layer with faults: while one lives it is the default, and every call goes through
// to the real one until told otherwise. One at a time in a process.
class FaultyVfs {
 public:
  FaultyVfs();
  ~FaultyVfs();
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;

  // The next `count` writes to, or syncs of, a write-ahead log fail with an I/O error. A sync that
  // fails has left the bytes where a reader of the file finds them, as real ones do.
  void FailLogWrites(int count);
  void FailLogSyncs(int count);
  // The next `count` opens fail.
  void FailOpens(int count);
};

}  // namespace dashflow::sqlite
