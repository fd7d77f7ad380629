// SPDX-License-Identifier: Apache-2.0
#include "host/cli/db/store_keys.h"

#include <optional>
#include <string>
#include <utility>

namespace dashflow::cli {

Result<checkpoint::KeyRing> KeysOf(const Value& settings) {
  checkpoint::KeyRing ring;
  const Value* const encryption = settings.Find("encryption");
  if (encryption == nullptr) return ring;
  const Value& keys = *encryption->Find("keys");
  for (std::uint64_t i = 0; i < keys.size(); ++i) {
    auto key = checkpoint::SecretKey::FromHex(keys.At(i).as_text());
    if (!key) {
      return Error("store_setting", "a key of the store cannot be used")
          .Operation("open store")
          .Resource("encryption.keys[" + std::to_string(i) + "]")
          .Cause("it is not 64 hexadecimal digits")
          .Fix("make one with `openssl rand -hex 32`");
    }
    ring.push_back(*std::move(key));
  }
  return ring;
}

}  // namespace dashflow::cli
