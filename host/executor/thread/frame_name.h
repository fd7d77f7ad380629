// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::executor {

// The file and the function that hold a return address, as StackOf shows them.
std::string FrameName(const void* address);

}  // namespace dashflow::executor
