// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow {

// RFC 4648 §4, with padding.
void AppendBase64(std::string& out, std::string_view bytes);

}  // namespace dashflow
