// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <string>

namespace dashflow::local_disk {

// Why a place on a disk is no use to a store.
enum class Refusal : std::uint8_t { kDenied, kFull, kMissing, kForeign, kOther };

Refusal RefusalOf(int system_error);

// What to tell the host about it. `cause`: in the words of who refused.
sdk::StoreError Refused(Refusal refusal, const std::string& path, std::string cause);

// The same for an errno.
sdk::StoreError OpenFailure(const std::string& path, int system_error);

// What to tell the host about a file that could not be written.
sdk::StoreError NotWritten(Refusal refusal, const std::string& path, std::string cause);
sdk::StoreError WriteFailure(const std::string& path, int system_error);

}  // namespace dashflow::local_disk
