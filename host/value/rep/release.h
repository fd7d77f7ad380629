// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/value/rep/vector.h"

namespace dashflow::rep {

// Gives one reference to a node of a trie back; `shift` is its level.
void ReleaseNode(Counted* node, unsigned shift) noexcept;

void ReleaseVector(Vector& vector) noexcept;

// Frees the memory of a vector, not what it holds.
void FreeShell(Vector& vector) noexcept;

}  // namespace dashflow::rep
