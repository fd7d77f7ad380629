/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_PLUGIN_H
#define DASHFLOW_PLUGIN_H

#include <dashflow/node.h>
#include <dashflow/store_care.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The section that holds the manifest: JSON text (sdk/ABI.md says its members), read by the host
 * before any code runs. */
#define DF_MANIFEST_SECTION ".dashflow.manifest"
#define DF_ENTRY_NAME "dashflow_plugin_entry_1"

typedef struct df_plugin {
  uint32_t size;
  uint32_t abi_draft;                          /* DF_ABI_DRAFT of the plugin's SDK */
  df_text id;                                  /* [a-z][a-z0-9-]* */
  df_text version;                             /* semantic version */
  const void* (*query)(df_text id)DF_NOEXCEPT; /* a facet by id (DF_ID_NODE, DF_ID_STORE,
                                                  DF_ID_STORE_CARE, DF_ID_REDUCER), or null */
  void (*shutdown)(void)
      DF_NOEXCEPT; /* may be null; after all instances are destroyed. The code stays mapped */
} df_plugin;

#if defined(__GNUC__)
#define DF_EXPORT __attribute__((visibility("default")))
#else
#define DF_EXPORT
#endif

/* A plugin in C writes its manifest once: DF_MANIFEST("{\"manifest\":1, ... }"); the C++ wrapper
 * makes it from the specs. Zero bytes at the end are not part of it. */
#define DF_MANIFEST(json)              \
  static const char df_manifest_text[] \
      __attribute__((section(DF_MANIFEST_SECTION), used, retain)) = json

/* The one symbol that a plugin exports. `host` is static. Null = it cannot work with this host.
 * [serial] */
DF_EXPORT const df_plugin* dashflow_plugin_entry_1(const df_host* host) DF_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
