// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/testing/store/client.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace dashflow::sdk::testing::store {

// The store does not do what the contract says.
class Differs : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Bytes for people: those that are no text are escaped, what is long is cut.
std::string Escaped(std::string_view bytes);

template <class T>
std::string Shown(const T& value) {
  if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return Escaped(value);
  } else {
    std::ostringstream out;
    out << value;
    return out.str();
  }
}

inline void Require(bool holds, const std::string& what) {
  if (!holds) throw Differs(what);
}

// `found` is `expected`, or Differs says what was found instead of it.
template <class Found, class Expected>
void Same(std::string_view what, const Found& found, const Expected& expected) {
  if (found == expected) return;
  std::string text(what);
  throw Differs(
      text.append(": found ").append(Shown(found)).append(", expected ").append(Shown(expected)));
}

std::string StatusName(std::int32_t status);
void SameStatus(std::string_view what, std::int32_t found, std::int32_t expected);

// The batch ends with OK.
void Succeeds(Client& store, Batch& batch);
// It ends with a conflict that names the operation.
void Conflicts(Client& store, Batch& batch, std::uint32_t failed_op = 0);
// It is refused as a whole because of its operation `failed_op`, with a reason.
void Refuses(Client& store, Batch& batch, std::uint32_t failed_op);

// The record is there with these bytes; its revision.
std::uint64_t Holds(Client& store, std::string_view space, std::string_view key,
                    std::string_view bytes);
void Lacks(Client& store, std::string_view space, std::string_view key);

// What an answer of OK has found; Differs for every other.
std::string KeysOf(const Answer& answer);
std::string SeqsOf(const Answer& answer);
std::string Keys(Client& store, std::string_view space, std::string_view term = {});
std::string Seqs(Client& store, std::uint64_t stream);
// The bytes of a blob that is there.
std::string Blob(Client& store, std::string_view hash);
bool HasBlob(Client& store, std::string_view hash);

// Appends 1..count to the stream, as "e1", "e2", …
void Fill(Client& store, std::uint64_t stream, std::uint64_t count);

// Bytes that look like nothing, `size` of them, others for each seed.
std::string Noise(std::size_t size, std::uint32_t seed = 0);

}  // namespace dashflow::sdk::testing::store
