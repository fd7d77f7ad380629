// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::cli {

// The whole catalogue as a page of Markdown, one chapter a subject (config/ERRORS.md). No newline
// at its end.
std::string CataloguePage();

}  // namespace dashflow::cli
