// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/sealing/open_sealed.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/sealing/sealed_store.h"
#include "host/checkpoint/upkeep/spaces.h"
#include "host/checkpoint/upkeep/unfinished_copy.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::string_view kMark[] = {kCopyMarkSpace};
constexpr std::span<const std::string_view> kFilled[] = {kAllSpaces, kDocumentSpaces, kMark};

Status CheckNothingIsPlain(Store& store) {
  Status empty = Ok();
  for (const auto& spaces : kFilled) {
    if (empty.has_value()) empty = CheckEmpty(store, spaces);
  }
  if (empty.has_value() || empty.error().code() != "store_not_empty") return empty;
  return Error("store_not_encrypted", "a key is configured for a store that is not encrypted")
      .Operation("open store")
      .Resource(std::string(store.url()))
      .Cause(empty.error().cause());
}

}  // namespace

Result<std::unique_ptr<Store>> OpenSealed(std::unique_ptr<Store> store, const KeyRing& ring,
                                          Sealing sealing) {
  if (store->durability() == DurabilityClass::kNone) return store;
  DF_ASSIGN(auto known, ReadStoreKey(*store, ring));
  if (!known && ring.empty()) return store;
  if (!known) {
    DF_TRY(CheckNothingIsPlain(*store));
    if (sealing == Sealing::kAsItIs) return store;
    DF_ASSIGN(known, MakeStoreKey(*store, ring));
  }
  return std::make_unique<SealedStore>(std::move(store), *std::move(known));
}

}  // namespace dashflow::checkpoint
