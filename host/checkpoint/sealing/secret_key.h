// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dashflow::checkpoint {

// 32 bytes that nobody else may know. They stand at one place of the memory, which is wiped at the
// end. [any-thread]
class SecretKey {
 public:
  static constexpr std::size_t kBytes = 32;
  static constexpr std::size_t kIdBytes = 8;

  static SecretKey Random();
  // 64 hexadecimal digits. Nothing for any other text.
  static std::optional<SecretKey> FromHex(std::string_view text);
  // Nothing unless these are as many bytes.
  static std::optional<SecretKey> FromBytes(std::string_view bytes);

  // Which key it is, without a hint of what it is. REQUIRES, as bytes: it was not moved from.
  std::string id() const;
  // Another key, for one purpose, which is a number of the caller's.
  SecretKey Derive(std::uint64_t purpose) const;
  const unsigned char* bytes() const { return bytes_.get(); }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes()), kBytes}; }

 private:
  struct Wipe {
    void operator()(unsigned char* bytes) const;
  };
  SecretKey();

  std::unique_ptr<unsigned char[], Wipe> bytes_;
};

// An id as people see it: hexadecimal digits.
std::string KeyIdText(std::string_view id);

}  // namespace dashflow::checkpoint
