/* SPDX-License-Identifier: Apache-2.0
 * Preloaded: lets allocations of a process fail. DASHFLOW_CHAOS_ALLOC=N = its N-th, N+ = that and
 * all that follow. DASHFLOW_CHAOS_ALLOCS=FILE: there it writes at its end how many there were. */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_memalign(size_t, size_t);

static atomic_long count;
static long fails_at;
static int fails_on;

__attribute__((constructor)) static void begin(void) {
  const char* wanted = getenv("DASHFLOW_CHAOS_ALLOC");
  if (wanted == NULL) return;
  fails_on = strchr(wanted, '+') != NULL;
  fails_at = atol(wanted);
}

__attribute__((destructor)) static void end(void) {
  const char* name = getenv("DASHFLOW_CHAOS_ALLOCS");
  const long all = atomic_load(&count);
  FILE* file = name == NULL ? NULL : fopen(name, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", all);
  fclose(file);
}

static int fails(void) {
  const long n = atomic_fetch_add(&count, 1) + 1;
  if (fails_at == 0 || n < fails_at || (n > fails_at && !fails_on)) return 0;
  errno = ENOMEM;
  return 1;
}

void* malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void* calloc(size_t many, size_t size) { return fails() ? NULL : __libc_calloc(many, size); }
void* realloc(void* old, size_t size) {
  return size != 0 && fails() ? NULL : __libc_realloc(old, size);
}
void* memalign(size_t alignment, size_t size) {
  return fails() ? NULL : __libc_memalign(alignment, size);
}
void* aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void** made, size_t alignment, size_t size) {
  *made = memalign(alignment, size);
  return *made == NULL ? ENOMEM : 0;
}
