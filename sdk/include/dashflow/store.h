/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_STORE_H
#define DASHFLOW_STORE_H

#include <dashflow/host.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Facet DF_ID_STORE: a store of three shapes. Bytes in, bytes out; it knows nothing of workflows.
 *   record: (space, key <= 256 B, ordered by bytes) -> <= 1 MiB, with a revision, up to 4 index
 *           terms, optional expiry
 *   log:    (stream, seq) -> <= 1 MiB; append, read a range, trim
 *   blob:   hash (<= 64 B) -> <= 1 MiB, immutable
 *
 * Spaces, terms and hashes are 1 B or longer (space and term: up to DF_STORE_MAX_KEY), of any
 * bytes. An expired record is absent for every operation and read; the store removes it when it
 * likes.
 *
 * Revisions rise store-wide: all records that one batch puts get that batch's revision, higher than
 * every one before. None is given twice, also not after an erase or a restart: a record that was
 * erased and made again never looks unchanged.
 *
 * A stream has a last seq: 0 when it is new, then that of its last append; below 2^63. Trimming
 * never lowers it, so the next append goes on where it would have. Only a trim to DF_STORE_FORGET
 * makes a stream new again: for one whose number is never used again. */

#define DF_STORE_MAX_KEY 256u
#define DF_STORE_MAX_HASH 64u
#define DF_STORE_MAX_BYTES (1024u * 1024u)
#define DF_STORE_MAX_TERMS 4u
#define DF_STORE_FORGET UINT64_MAX /* seq of DF_OP_TRIM: erases all entries and the last seq */

enum {
  DF_STORE_OK = 0,
  DF_STORE_CONFLICT = 1,    /* an expectation failed, or the append is not the stream's next */
  DF_STORE_UNAVAILABLE = 2, /* nothing was done; may be tried again */
  DF_STORE_FULL = 3,        /* nothing was done; there is no room */
  DF_STORE_UNKNOWN = 4,     /* it may have been done or not: read back */
  DF_STORE_NOT_FOUND = 5,
  DF_STORE_INVALID = 6, /* arguments against the contract, or read-only; nothing was done */
  DF_STORE_DAMAGED = 7  /* what is stored cannot be trusted */
};

enum {
  DF_OP_EXPECT = 1,      /* record (space, key) has revision `rev`; rev 0 = is absent */
  DF_OP_PUT = 2,         /* record: key, bytes, terms, expires_ns replace what is there */
  DF_OP_ERASE = 3,       /* record: key; absent is fine */
  DF_OP_ERASE_RANGE = 4, /* records: key <= k < end */
  DF_OP_APPEND = 5,      /* log: (stream, seq); a conflict unless seq is the stream's last + 1 */
  DF_OP_TRIM = 6,        /* log: erases entries < `seq`, past the last = all; DF_STORE_FORGET */
  DF_OP_PUT_BLOB = 7,    /* key = hash; again = its time is refreshed, the bytes stay */
  DF_OP_ERASE_BLOB = 8   /* key = hash, if its time is before Unix time expires_ns; else nothing */
};

typedef struct df_store_op {
  uint32_t kind; /* DF_OP_* */
  uint32_t term_count;
  df_text space;
  df_text key;
  df_text end; /* DF_OP_ERASE_RANGE; empty = to the end of the space */
  df_text bytes;
  const df_text* terms; /* DF_OP_PUT: index terms, <= 256 B each */
  uint64_t stream;
  uint64_t seq;
  uint64_t rev;
  int64_t expires_ns; /* Unix ns; 0 = never */
} df_store_op;

/* One atomic batch: all of it or nothing. Operations apply in order and see those before them. What
 * the store writes, it writes before `done`. */
typedef struct df_store_batch {
  uint32_t size;
  uint32_t op_count;
  const df_store_op* ops;
  int32_t result;     /* written: DF_STORE_* */
  uint32_t failed_op; /* written: for a conflict or invalid, index of the operation */
  uint64_t rev;       /* written when OK: the revision of the records that it put; 0 = put none */
} df_store_batch;

typedef struct df_store_entry {
  df_text key; /* record key; empty for log entries */
  df_text bytes;
  uint64_t seq; /* log entries */
  uint64_t rev; /* records */
} df_store_entry;

/* Takes one entry, borrowed for the call; returns 0 to stop; may call the store; must not throw. */
typedef uint32_t (*df_store_sink)(void* context, const df_store_entry* entry);

/* Records in key order, of a space, or of a `term` that is not empty: from <= key < to (empty:
 * end). */
typedef struct df_store_scan {
  uint32_t size;
  uint32_t reverse;
  df_text space;
  df_text term;
  df_text from;
  df_text to;
  uint64_t limit; /* 0 = none */
} df_store_scan;

enum {
  DF_DURABILITY_NONE = 0,        /* memory */
  DF_DURABILITY_BEST_EFFORT = 1, /* survives the process; its server may lose the last commits */
  DF_DURABILITY_RELAXED = 2,     /* survives the process, maybe not the power */
  DF_DURABILITY_DURABLE = 3
};

#define DF_STORE_READ_ONLY 1u /* never creates, never takes the store's lock */

/* One storage plugin. Every function may be called from any thread at once [any-thread]. */
typedef struct df_store_api {
  uint32_t size;
  uint32_t durability; /* DF_DURABILITY_*, best that it can give */
  df_text scheme;      /* "sqlite" of sqlite:PATH */
  /* `config`: {"url": "sqlite:PATH", …}. On failure *error (owned(caller)) is an object {code,
   * message, cause, fix} in the words of the host's catalogue (store_locked, store_invalid …). */
  df_status (*open)(const df_value* config, uint32_t flags, void** store,
                    df_value* error) DF_NOEXCEPT;
  /* After every commit's `done`; blocks until its threads are gone. */
  void (*close)(void* store) DF_NOEXCEPT;
  /* Queues the batches; each is atomic by itself, in any order among themselves but for batches on
   * one stream or key, which apply in the order given. `done` is called exactly once, when all have
   * results, on any thread, maybe before commit returns, with no lock held: it may call commit
   * again; it must not throw. Array, batches, operations and bytes are borrowed until `done`. */
  void (*commit)(void* store, df_store_batch* const* batches, uint64_t batch_count,
                 void (*done)(void* context), void* context) DF_NOEXCEPT;
  /* Reads see every batch whose `done` was called. They return DF_STORE_*; an empty range is OK. A
   * long scan or read is no snapshot: each entry is whole, later ones may be newer. One that meets
   * a damaged entry gives those before it, then DF_STORE_DAMAGED. */
  int32_t (*get)(void* store, df_text space, df_text key, df_store_sink sink,
                 void* context) DF_NOEXCEPT;
  int32_t (*scan)(void* store, const df_store_scan* scan, df_store_sink sink,
                  void* context) DF_NOEXCEPT;
  /* Log entries from <= seq <= to in order, or from the end when reverse; limit 0 = none. */
  int32_t (*read)(void* store, uint64_t stream, uint64_t from, uint64_t to, uint32_t reverse,
                  uint64_t limit, df_store_sink sink, void* context) DF_NOEXCEPT;
  int32_t (*get_blob)(void* store, df_text hash, df_store_sink sink, void* context) DF_NOEXCEPT;
  int64_t (*now)(void* store) DF_NOEXCEPT; /* the store's Unix time in ns */
  /* Why this thread's last failed operation failed, a damaged entry named; borrowed until its next
   * call. Inside `done`: why the last of its batches that is not DF_STORE_OK failed. */
  df_text (*reason)(void* store) DF_NOEXCEPT;
} df_store_api;

#ifdef __cplusplus
}
#endif
#endif
