/* SPDX-License-Identifier: Apache-2.0
 * Preloaded: a disk that tells what it has not written yet. DASHFLOW_CHAOS_DISK=FOLDER is that
 * disk; every change of a file on it is noted in FOLDER.changes, with what was there before, and
 * every sync. power.py takes back what a loss of power would. A record: kind (1 write, 2 size, 3
 * sync), number of the inode, offset, bytes now, bytes before, size before, path, all that was
 * before, all that is now. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct record {
  uint64_t kind, inode, offset, size, before, file_size, path;
};

static pthread_mutex_t noting = PTHREAD_MUTEX_INITIALIZER;
static int changes = -1;
static char disk[PATH_MAX];

static ssize_t (*real_pwrite)(int, const void*, size_t, off_t);
static ssize_t (*real_write)(int, const void*, size_t);
static int (*real_truncate)(int, off_t);
static int (*real_fdatasync)(int);
static int (*real_fsync)(int);

/* ISO C has no conversion between the two kinds of pointers. */
static void find(void* function, const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  memcpy(function, &found, sizeof found);
}

__attribute__((constructor)) static void begin(void) {
  find(&real_pwrite, "pwrite64");
  find(&real_write, "write");
  find(&real_truncate, "ftruncate64");
  find(&real_fdatasync, "fdatasync");
  find(&real_fsync, "fsync");
  const char* folder = getenv("DASHFLOW_CHAOS_DISK");
  if (folder == NULL || realpath(folder, disk) == NULL) return;
  char name[PATH_MAX + 16];
  snprintf(name, sizeof name, "%s.changes", disk);
  changes = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The length of the path of a file on the disk; 0 = it is elsewhere. */
static size_t path_of(int file, char* path) {
  char link[64];
  if (changes < 0 || file == changes) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link, path, PATH_MAX - 1);
  const size_t prefix = strlen(disk);
  if (size <= (ssize_t)prefix || strncmp(path, disk, prefix) != 0 || path[prefix] != '/') return 0;
  return (size_t)size;
}

static void note(uint64_t kind, int file, const char* path, size_t length, uint64_t offset,
                 const void* bytes, size_t size) {
  struct stat64 status;
  if (fstat64(file, &status) != 0 || !S_ISREG(status.st_mode)) return;
  struct record record = {kind, status.st_ino, offset, size, 0, (uint64_t)status.st_size, length};
  const uint64_t end = kind == 2 ? (uint64_t)status.st_size : offset + size;
  if (kind != 3 && offset < (uint64_t)status.st_size)
    record.before = (end < (uint64_t)status.st_size ? end : (uint64_t)status.st_size) - offset;
  char* old = malloc(record.before + 1);
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const int reader = record.before == 0 ? -1 : open(link, O_RDONLY | O_CLOEXEC);
  if (reader >= 0) {
    if (pread64(reader, old, record.before, (off64_t)offset) != (ssize_t)record.before) abort();
    close(reader);
  }
  struct iovec parts[] = {{&record, sizeof record},
                          {(void*)path, length},
                          {old, record.before},
                          {(void*)bytes, kind == 1 ? size : 0}};
  if (writev(changes, parts, 4) < 0) abort();
  free(old);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset) {
  char path[PATH_MAX];
  const size_t length = path_of(file, path);
  if (length == 0) return real_pwrite(file, bytes, size, offset);
  pthread_mutex_lock(&noting);
  note(1, file, path, length, (uint64_t)offset, bytes, size);
  const ssize_t written = real_pwrite(file, bytes, size, offset);
  pthread_mutex_unlock(&noting);
  return written;
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
  return pwrite64(file, bytes, size, offset);
}

ssize_t write(int file, const void* bytes, size_t size) {
  char path[PATH_MAX];
  const size_t length = path_of(file, path);
  if (length == 0) return real_write(file, bytes, size);
  pthread_mutex_lock(&noting);
  struct stat64 status;
  const int appends = (fcntl(file, F_GETFL) & O_APPEND) != 0 && fstat64(file, &status) == 0;
  const off64_t at = appends ? status.st_size : lseek64(file, 0, SEEK_CUR);
  note(1, file, path, length, (uint64_t)at, bytes, size);
  const ssize_t written = real_write(file, bytes, size);
  pthread_mutex_unlock(&noting);
  return written;
}

int ftruncate64(int file, off64_t size) {
  char path[PATH_MAX];
  const size_t length = path_of(file, path);
  if (length == 0) return real_truncate(file, size);
  pthread_mutex_lock(&noting);
  note(2, file, path, length, (uint64_t)size, NULL, 0);
  const int done = real_truncate(file, size);
  pthread_mutex_unlock(&noting);
  return done;
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

/* Noted when it is done: what is written meanwhile may be behind it. */
static int synced(int file, int (*sync)(int)) {
  char path[PATH_MAX];
  const size_t length = path_of(file, path);
  if (length == 0) return sync(file);
  pthread_mutex_lock(&noting);
  const int done = sync(file);
  if (done == 0) note(3, file, path, length, 0, NULL, 0);
  pthread_mutex_unlock(&noting);
  return done;
}
int fdatasync(int file) { return synced(file, real_fdatasync); }
int fsync(int file) { return synced(file, real_fsync); }
