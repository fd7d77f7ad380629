// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/checkpoint/run/crash_record.h"
#include "host/value/value.h"

namespace dashflow::cli {

// The crashes of a thread, as an object and in words.
Value CrashView(const checkpoint::CrashRecord& crash);
std::string CrashText(const checkpoint::CrashRecord& crash);

}  // namespace dashflow::cli
