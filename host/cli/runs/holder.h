// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "host/base/clock.h"
#include "host/base/result.h"

namespace dashflow::cli {

// The process that holds a store for writing.
struct Holder {
  pid_t process = 0;
  WallTime since;
};

// Who holds a store that is a file or a folder, by its lock. Looks only: whoever wants to take the
// lock meanwhile gets it.
struct Hold {
  bool is_known = false;  // false: this store does not show who holds it
  std::optional<Holder> holder;
};
Hold HoldOf(const std::string& store_url);

// Whether the holder has it since then, or longer: what began then is the holder's.
bool IsHeldSince(const Hold& hold, WallTime begun);

// Tells the holder to stop its runs, as Ctrl-C does, when it is a dashflow process that still holds
// the store. One that has ended meanwhile is no error. Error cancel_refused.
Status TellToStop(const std::string& store_url, const Holder& holder);

}  // namespace dashflow::cli
