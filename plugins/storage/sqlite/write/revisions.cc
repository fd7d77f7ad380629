// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/revisions.h"

namespace dashflow::sqlite {
namespace {

constexpr std::uint64_t kBlock = 1 << 20;

}  // namespace

Revisions::Revisions(Connection& connection)
    : reserve_(connection, "UPDATE revision SET reserved = reserved + ? RETURNING reserved") {}

void Revisions::Reserve(std::uint64_t count) {
  if (reserved_ - last_ >= count) return;
  const std::uint64_t block = kBlock + count;
  reserved_ = static_cast<std::uint64_t>(reserve_.Look(block).value_or(0));
  last_ = reserved_ - block;
}

}  // namespace dashflow::sqlite
