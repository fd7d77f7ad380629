// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

namespace dashflow::channel {

// What a reducer remembers of one channel from write to write, so that a write costs no more than
// itself. It speaks of the values that were folded with it one after the other; where the channel
// gets another value than by a fold, Forget comes first. A fold may be taken back. [serial]
class Memo {
 public:
  virtual ~Memo() = default;
  virtual void Forget() = 0;
  // Whether more than the end of the list has changed since this was last asked.
  bool TakeRewritten() { return std::exchange(rewritten_, false); }
  void MarkRewritten() { rewritten_ = true; }

 private:
  bool rewritten_ = false;
};

}  // namespace dashflow::channel
