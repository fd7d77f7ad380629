// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/smart_ptr/intrusive_ptr.hpp>

namespace dashflow::engine {

class Run;

// A counted reference to a run. The last one gives its memory to the next run of its program.
// [any-thread]
using RunPtr = boost::intrusive_ptr<Run>;

void intrusive_ptr_add_ref(Run* run) noexcept;
void intrusive_ptr_release(Run* run) noexcept;

}  // namespace dashflow::engine
