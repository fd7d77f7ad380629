// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/sealing/seal.h"

#include <sodium.h>

#include "host/checkpoint/store.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr char kFormat = 1;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kSealBytes == 1 + kNonceBytes + kTagBytes);

const unsigned char* Unsigned(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string PlaceOfRecord(std::string_view space, std::string_view key) {
  std::string place;
  Writer writer(place);
  writer.Byte('r');
  writer.Text(space);
  writer.Raw(key);
  writer.Flush();
  return place;
}

std::string PlaceOfEntry(std::uint64_t stream, std::uint64_t seq) {
  std::string place;
  Writer writer(place);
  writer.Byte('l');
  writer.Word(stream);
  writer.Word(seq);
  writer.Flush();
  return place;
}

std::string PlaceOfBlob(std::string_view hash) { return "b" + std::string(hash); }

void Seal(const SecretKey& key, std::string_view place, std::string_view bytes, std::string& out) {
  const std::size_t start = out.size();
  out.resize(start + kSealBytes + bytes.size());
  auto* at = reinterpret_cast<unsigned char*>(out.data() + start);
  *at++ = kFormat;
  randombytes_buf(at, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(at + kNonceBytes, nullptr, Unsigned(bytes),
                                             bytes.size(), Unsigned(place), place.size(), nullptr,
                                             at, key.bytes());
}

bool Unseal(const SecretKey& key, std::string_view place, std::string_view sealed,
            std::string& out) {
  if (sealed.size() < kSealBytes || sealed[0] != kFormat) return false;
  const unsigned char* const nonce = Unsigned(sealed) + 1;
  const std::size_t start = out.size();
  out.resize(start + sealed.size() - kSealBytes);
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(out.data() + start), nullptr, nullptr, nonce + kNonceBytes,
      sealed.size() - 1 - kNonceBytes, Unsigned(place), place.size(), nonce, key.bytes());
  if (failed != 0) out.resize(start);
  return failed == 0;
}

}  // namespace dashflow::checkpoint
