// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/value/rep/vector.h"

namespace dashflow::rep {

// Makes `elements` (kWidth of them, references taken over) the last leaf of the trie and raises
// tail_offset. REQUIRES: only the caller sees `vector`. Nodes that others see are copied.
void PushLeaf(Vector& vector, const RawValue* elements);

// The same with a leaf of another trie, which both share from then on.
void ShareLeaf(Vector& vector, Leaf& leaf);

// The place of element i < tail_offset, its path copied where others see it.
RawValue& MutableElement(Vector& vector, std::size_t i);

}  // namespace dashflow::rep
