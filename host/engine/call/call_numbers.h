// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "host/base/result.h"
#include "host/checkpoint/namespace/namespace_record.h"

namespace dashflow::engine {

class Attempt;

// One call of a subworkflow among those of its task.
struct CallNumber {
  std::uint64_t n = 0;      // in the task
  std::uint64_t first = 0;  // of the calls of its attempt
  bool logged = false;      // the log may have it
};

// How the calls of subworkflows that the attempts of one task make are numbered. The k-th call of
// an attempt has the number `first + k`, and `first` goes on from attempt to attempt, so that a
// retry calls anew. The log keeps `first` with each call: when a task begins in a process, be it
// after an answer, a failure or a crash, its first attempt that calls goes on with the calls of the
// last one, the k-th with the k-th. A number that could not be put into the log is free again, so
// that the log has them all from 0 to its last. [serial-per-attempt]
class CallNumbers {
 public:
  // Whether it is known what the log has.
  bool known() const { return known_; }
  // Which numbers are to be looked for there: from this one on, until one is missing.
  std::uint64_t unknown() const { return free_; }
  // `missing` is the first that it does not have, and `first` that of the one before it.
  void SetLogged(std::uint64_t first, std::uint64_t missing);

  // REQUIRES: known.
  CallNumber Next();
  // The call is about to begin.
  void Begin(std::uint64_t n) { free_ = std::max(free_, n + 1); }

  // Of the same attempt when it is made again, since it was suspended.
  CallNumbers Again() const;
  // Of the attempt after it. `lost`: what was to be put into the log may not be there.
  CallNumbers Retry(bool lost) const;

 private:
  bool known_ = false;
  bool retry_ = false;  // an attempt before has called in this process
  std::uint64_t first_ = 0;
  std::uint64_t made_ = 0;  // by the attempt
  std::uint64_t free_ = 0;  // no call has this number or a later one
};

// A call by the attempt as the log keeps it, without name and number.
checkpoint::NamespaceRecord CallBy(const Attempt& attempt);

// Finds out what the log has of the attempt's task. Errors: those of the store.
Status FindLogged(const Attempt& attempt, CallNumbers& numbers);

}  // namespace dashflow::engine
