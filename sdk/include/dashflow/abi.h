/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_ABI_H
#define DASHFLOW_ABI_H

/* The binary contract between the DashFlow host and its plugins: C11, fixed-width types, no
 * allocation pair across it.
 *
 * Growth rules (sdk/ABI.md):
 *  - Every table starts with `uint32_t size`, set by its provider. A member may be used when
 *    offsetof(member) + sizeof(member) <= size. A released table only grows at its end.
 *  - Services and facets are asked for by id. A changed meaning is a new id.
 *  - Nobody allocates the other side's structs. Text is pointer + length, UTF-8, no NUL at its end.
 *  - Until the ABI is frozen, any change of a table raises DF_ABI_DRAFT; different drafts refuse.
 *
 * Ownership words: borrowed(call) = valid until the call ends; borrowed(instance) = until destroy;
 * static = until the process ends; owned(caller) = the caller must give it back by the function
 * named.
 * Thread words: [any-thread]; [call] = on the thread that runs the call, or any one thread at a
 * time for async calls; [serial] = never two at once for the same object. */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#define DF_NOEXCEPT noexcept
#else
#define DF_NOEXCEPT
#endif

#define DF_ABI_MAJOR 1
#define DF_ABI_DRAFT 1

#define DF_HAS(table, type, member) \
  ((table) != NULL && (table)->size >= offsetof(type, member) + sizeof(((type*)0)->member))

typedef struct df_text {
  const char* data; /* may be null when size is 0 */
  uint64_t size;    /* bytes */
} df_text;

/* What a function of either side answers. Unknown values are read as DF_INTERNAL. */
typedef int32_t df_status;
enum {
  DF_OK = 0,
  DF_PENDING = 1,     /* an async call goes on; its completion will be given later */
  DF_INTERRUPTED = 2, /* the call asked a human (interrupt); it starts again with the answer */
  DF_AGAIN = 3,       /* back-pressure: the reader is slow, nothing was taken */
  DF_SUSPENDED = 4,   /* the call is over for now; it starts again at its suspend_until */
  /* failures: the categories of retry policies */
  DF_INVALID_INPUT = 16,
  DF_TRANSIENT = 17,
  DF_TIMEOUT = 18,
  DF_CANCELLED = 19,
  DF_UNAUTHORIZED = 20,
  DF_EXHAUSTED = 21,
  DF_UNSUPPORTED = 22,
  DF_INTERNAL = 23
};

/* Ids of services (host) and facets (plugin). */
#define DF_ID_VALUE "dashflow.value/1"
#define DF_ID_CALL "dashflow.call/1"
#define DF_ID_EVENTS "dashflow.events/1"
#define DF_ID_EXPRESSION "dashflow.expression/1"
#define DF_ID_REDUCER "dashflow.reducer/1"
#define DF_ID_LOG "dashflow.log/1"
#define DF_ID_CLOCK "dashflow.clock/1"
#define DF_ID_RANDOM "dashflow.random/1"
#define DF_ID_NODE "dashflow.node/1"
#define DF_ID_STORE "dashflow.store/1"
#define DF_ID_STORE_CARE "dashflow.store_care/1"

#ifdef __cplusplus
}
#endif
#endif
