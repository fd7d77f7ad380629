// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/error_catalogue.h"
#include "host/value/value.h"

namespace dashflow::cli {

// The exit status of the command that ends with it.
std::string ExitText(const CatalogueEntry& entry);

// What `explain` prints of one code.
Value CatalogueView(const CatalogueEntry& entry);
std::string CatalogueText(const CatalogueEntry& entry);

}  // namespace dashflow::cli
