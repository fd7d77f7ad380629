/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_STORE_CARE_H
#define DASHFLOW_STORE_CARE_H

#include <dashflow/store.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Facet DF_ID_STORE_CARE: what the plugin's store does for itself as a whole. The facet and each of
 * its functions are optional: null = this store cannot do that by itself. A function takes an open
 * store (df_store_api.open), maybe one that is open for reading only, or the `config` that `open`
 * would get. It may last long, on the caller's thread, beside whatever else is done with the store
 * [any-thread]. On failure *error (owned(caller)) is what that of `open` is: {code, message, cause,
 * fix}; `store_unsupported` for what this store cannot do, with what to do instead as its fix. */

/* Something that is damaged. */
typedef struct df_store_finding {
  uint32_t size;
  uint32_t reserved;
  df_text what;    /* for people: what it is, and how that was noticed */
  uint64_t stream; /* of a log entry; else 0, as is seq */
  uint64_t seq;
} df_store_finding;

/* Whom a function tells how far it is; the host's, borrowed(call). */
typedef struct df_store_watch {
  uint32_t size;
  uint32_t reserved;
  void* context;
  /* `done` of `all`, in what unit the store likes; 0 of 0 = it goes on. Answers 0 to stop: the
   * function then undoes what it has begun and fails with the code `cancelled`. */
  uint32_t (*progress)(void* context, uint64_t done, uint64_t all) DF_NOEXCEPT;
  void (*found)(void* context, const df_store_finding* finding) DF_NOEXCEPT; /* by verify */
} df_store_watch;

#define DF_STORE_DRY_RUN 1u /* of upgrade: nothing is changed */

typedef struct df_store_care_api {
  uint32_t size;
  uint32_t reserved;
  /* *about (owned(caller)) is an object; the store leaves out what it does not know:
   *   layout      {version, newest, min_reader, min_writer}: the number of its layout, and of the
   *               newest that this plugin makes; which a release must know to read, and to write
   *   records log blobs   {count, bytes}: what there is, without what it costs
   *   disk_bytes  what it takes, files beside it counted;  free_bytes: how much of that is unused
   */
  df_status (*describe)(void* store, df_value* about, df_value* error) DF_NOEXCEPT;
  /* Looks for damage in everything that is stored, tells watch->found, and goes on. DF_OK: it came
   * to the end, whatever it found. */
  df_status (*verify)(void* store, const df_store_watch* watch, df_value* error) DF_NOEXCEPT;
  /* Copies what the store holds at one moment, while others commit, to a file that is not there
   * yet. The file has its name when it is complete and synced, is its owner's alone (0600), and
   * opens for reading as SCHEME:FILE. */
  df_status (*backup)(void* store, df_text file, const df_store_watch* watch,
                      df_value* error) DF_NOEXCEPT;
  /* Gives back the space of what is gone. REQUIRES: the store is open for writing. */
  df_status (*vacuum)(void* store, const df_store_watch* watch, df_value* error) DF_NOEXCEPT;
  /* Brings a store of an older layout to the newest. *plan (owned(caller)) is {from, to, done,
   * backup}: layouts (0 = there is none), whether it was changed, and a copy of what it was before,
   * where one was made. Errors: store_newer, store_not_found, store_locked. */
  df_status (*upgrade)(const df_value* config, uint32_t flags, df_value* plan,
                       df_value* error) DF_NOEXCEPT;
  /* Puts what a backup holds into the store's place, as long as nobody holds it: all of it or
   * nothing. What was there is kept: *kept (owned(caller)) is its new name, null where nothing was.
   * Errors: store_locked, store_damaged. */
  df_status (*restore)(const df_value* config, df_text file, const df_store_watch* watch,
                       df_value* kept, df_value* error) DF_NOEXCEPT;
  /* Gives the hash of each blob as the key of an entry without bytes, in any order: all that were
   * there when it began and are still there, maybe younger ones, too. */
  df_status (*blobs)(void* store, df_store_sink sink, void* context, df_value* error) DF_NOEXCEPT;
} df_store_care_api;

#ifdef __cplusplus
}
#endif
#endif
