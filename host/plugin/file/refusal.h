// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/base/result.h"

namespace dashflow::plugin {

// Why a file is not loaded, in one sentence that begins with the file: "<file> needs …, and this
// host has …". The resource is the file.
Error Refuse(const std::string& file, std::string_view code, std::string_view sentence);

// The same for a failed system call, with the words of `error_number`.
Error RefuseBySystem(const std::string& file, std::string_view code, std::string_view what,
                     int error_number);

// Both numbers of both sides; -1 = not given.
Error RefuseDraft(const std::string& file, std::int64_t major, std::int64_t draft);

}  // namespace dashflow::plugin
