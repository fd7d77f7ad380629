// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow {

// The address of a store for people: SCHEME://USER:***@HOST/…, also without a password that stands
// among the settings behind it. Rather hides too much.
std::string ShownAddress(std::string_view address);

}  // namespace dashflow
