// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/tests/faulty_vfs.h"

#include <sqlite3.h>

#include <cstring>
#include <new>
#include <string_view>

namespace dashflow::sqlite {
namespace {

constexpr const char* kName = "faulty";

std::atomic<int> bad_writes;
std::atomic<int> bad_syncs;
std::atomic<int> bad_opens;

bool Takes(std::atomic<int>& count) {
  int left = count.load();
  while (left > 0) {
    if (count.compare_exchange_weak(left, left - 1)) return true;
  }
  return false;
}

// SQLite gives room for this; the real file lies behind it.
struct File : sqlite3_file {
  bool is_log;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& Of(sqlite3_file* file) { return *static_cast<File*>(file); }

// A method that only passes on.
template <auto Method>
struct Pass;
template <class... Arguments, int (*sqlite3_io_methods::*Method)(sqlite3_file*, Arguments...)>
struct Pass<Method> {
  static int Call(sqlite3_file* file, Arguments... arguments) {
    sqlite3_file* real = Of(file).real();
    return (real->pMethods->*Method)(real, arguments...);
  }
};

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (Of(file).is_log && Takes(bad_writes)) return SQLITE_IOERR_WRITE;
  sqlite3_file* real = Of(file).real();
  return real->pMethods->xWrite(real, bytes, size, offset);
}

int Sync(sqlite3_file* file, int flags) {
  if (Of(file).is_log && Takes(bad_syncs)) return SQLITE_IOERR_FSYNC;
  sqlite3_file* real = Of(file).real();
  return real->pMethods->xSync(real, flags);
}

void Barrier(sqlite3_file* file) {
  sqlite3_file* real = Of(file).real();
  real->pMethods->xShmBarrier(real);
}

#define DF_PASS(method) &Pass<&sqlite3_io_methods::method>::Call

const sqlite3_io_methods kMethods{
    3,
    DF_PASS(xClose),
    DF_PASS(xRead),
    &Write,
    DF_PASS(xTruncate),
    &Sync,
    DF_PASS(xFileSize),
    DF_PASS(xLock),
    DF_PASS(xUnlock),
    DF_PASS(xCheckReservedLock),
    DF_PASS(xFileControl),
    DF_PASS(xSectorSize),
    DF_PASS(xDeviceCharacteristics),
    DF_PASS(xShmMap),
    DF_PASS(xShmLock),
    &Barrier,
    DF_PASS(xShmUnmap),
    DF_PASS(xFetch),
    DF_PASS(xUnfetch),
};

sqlite3_vfs* RealVfs(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if (Takes(bad_opens)) return SQLITE_CANTOPEN;
  File& mine = Of(file);
  mine.is_log = (flags & SQLITE_OPEN_WAL) != 0;
  const int code = RealVfs(vfs)->xOpen(RealVfs(vfs), name, mine.real(), flags, out_flags);
  if (code == SQLITE_OK) file->pMethods = &kMethods;
  return code;
}

sqlite3_vfs vfs_table;

}  // namespace

FaultyVfs::FaultyVfs() {
  sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
  vfs_table = *real;
  vfs_table.pNext = nullptr;
  vfs_table.zName = kName;
  vfs_table.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  vfs_table.pAppData = real;
  vfs_table.xOpen = &Open;
  sqlite3_vfs_register(&vfs_table, 1);
}

FaultyVfs::~FaultyVfs() {
  bad_writes = bad_syncs = bad_opens = 0;
  sqlite3_vfs_unregister(&vfs_table);
}

void FaultyVfs::FailLogWrites(int count) { bad_writes = count; }
void FaultyVfs::FailLogSyncs(int count) { bad_syncs = count; }
void FaultyVfs::FailOpens(int count) { bad_opens = count; }

}  // namespace dashflow::sqlite
