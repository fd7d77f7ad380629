// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/result.h"
#include "host/checkpoint/sealing/store_key.h"
#include "host/value/value.h"

namespace dashflow::cli {

// The keys that the configuration of a store has for the host: `encryption: {keys: [...]}`. Error
// store_setting for a text that is none, without the text.
Result<checkpoint::KeyRing> KeysOf(const Value& settings);

// The settings for the plugin.
inline Value WithoutKeys(const Value& settings) { return settings.Erase("encryption"); }

}  // namespace dashflow::cli
