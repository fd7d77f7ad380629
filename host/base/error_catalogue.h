// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "host/base/error.h"

namespace dashflow {

// Exit statuses of the command line (CLI.md).
enum class Exit : int {
  kOk = 0,
  kFailed = 1,
  kUsage = 2,
  kNotFound = 3,
  kConflict = 4,
  kTimeout = 5,
  kWaiting = 6,
  kUnreachable = 69,
  kPermission = 77,
  kInvalid = 78,
  kInterrupted = 130,
};

// One error code: the only source of its exit status, category and advice. A warning has the exit
// status kOk.
struct CatalogueEntry {
  std::string_view code;
  std::string_view title;      // one sentence: what it means
  std::string_view cause;      // one sentence: why it usually happens; an error may know better
  std::string_view next_step;  // the default `fix`; an error may say something more exact
  Exit exit;
  ErrorCategory category;
  bool retryable;
};

// The codes of one subject, sorted.
struct CatalogueChapter {
  std::string_view title;
  std::span<const CatalogueEntry> entries;
};

// In the order in which a reader meets them. [any-thread]
std::span<const CatalogueChapter> CatalogueChapters();

// All chapters, sorted by code. [any-thread]
std::span<const CatalogueEntry> Catalogue();

// Null for a code that is not in the catalogue (codes of plugins are their own).
const CatalogueEntry* FindCatalogueEntry(std::string_view code);

}  // namespace dashflow
