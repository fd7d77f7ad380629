// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/unfinished_copy.h"

#include <optional>
#include <string>

#include "host/checkpoint/upkeep/spaces.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::string_view kMarkKey = "unfinished";

// What the mark says; nothing where there is none.
Result<std::optional<std::string>> ReadMark(Store& store) {
  std::optional<std::string> mark;
  const StoreCode code = store.Get(kCopyMarkSpace, kMarkKey, [&mark](const StoredEntry& entry) {
    mark = std::string(entry.bytes.view());
    return true;
  });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "open store");
  return mark;
}

}  // namespace

Status CheckEmpty(Store& store, std::span<const std::string_view> spaces) {
  for (const std::string_view space : spaces) {
    bool is_empty = true;
    ScanRange range;
    range.space = space;
    range.limit = 1;
    const StoreCode code = store.Scan(range, [&is_empty](const StoredEntry&) {
      is_empty = false;
      return false;
    });
    if (code != StoreCode::kOk && code != StoreCode::kNotFound)
      return StoreError(code, store, "copy store");
    if (!is_empty) {
      return Error("store_not_empty", "the store to copy into is not empty")
          .Operation("copy store")
          .Resource(std::string(store.url()))
          .Cause("it holds records of the kind '" + std::string(space) + "'");
    }
  }
  return Ok();
}

Result<bool> IsUnfinished(Store& store) {
  DF_ASSIGN(const auto mark, ReadMark(store));
  return mark.has_value();
}

Status CheckComplete(Store& store) {
  DF_ASSIGN(const bool is_unfinished, IsUnfinished(store));
  if (!is_unfinished) return Ok();
  return Error("store_incomplete", "the store is an unfinished copy of another one")
      .Operation("open store")
      .Resource(std::string(store.url()))
      .Cause("a `dashflow db migrate` into it did not come to its end");
}

Status MakeRoom(Store& store) {
  DF_ASSIGN(const auto mark, ReadMark(store));
  if (!mark) return CheckEmpty(store, kAllSpaces);
  StoreFiller filler(store, "copy store");
  for (const std::string_view space : kAllSpaces) DF_TRY(filler.EraseSpace(space));
  const std::uint64_t end = mark->empty() ? 0 : Reader(*mark).Word();
  for (std::uint64_t stream = 1; stream < end; ++stream) DF_TRY(filler.Forget(stream));
  return filler.Flush();
}

Status MarkUnfinished(StoreFiller& filler, std::string_view counter) {
  DF_TRY(filler.Put(kCopyMarkSpace, kMarkKey, counter));
  return filler.Flush();
}

Status MarkFinished(StoreFiller& filler) {
  DF_TRY(filler.Erase(kCopyMarkSpace, kMarkKey));
  return filler.Flush();
}

}  // namespace dashflow::checkpoint
