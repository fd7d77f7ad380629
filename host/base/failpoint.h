// SPDX-License-Identifier: Apache-2.0
#pragma once

// Named places at which a test can stop, kill or fail the process. Free of cost unless
// DASHFLOW_FAILPOINTS is defined. In that build the environment variable
// DASHFLOW_FAILPOINT="name=kill[@N]" kills the process (SIGKILL) at the N-th pass (default 1) of
// that point; DASHFLOW_FAILPOINT_LOG=FILE appends each name as it is passed the first time.
#ifdef DASHFLOW_FAILPOINTS

#include <string_view>
#include <vector>

namespace dashflow {

// Called by DF_FAILPOINT only. [any-thread]
void PassFailpoint(std::string_view name) noexcept;

// Every failpoint compiled into this build, sorted by name.
std::vector<std::string_view> ListFailpoints();

}  // namespace dashflow

#define DF_FAILPOINT(name)                                                                  \
  do {                                                                                      \
    [[gnu::section("dashflow_failpoints"), gnu::used]] static const char df_point[] = name; \
    ::dashflow::PassFailpoint(df_point);                                                    \
  } while (false)

#else
#define DF_FAILPOINT(name) static_cast<void>(0)
#endif
