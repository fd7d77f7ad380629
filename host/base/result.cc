// SPDX-License-Identifier: Apache-2.0
#include "host/base/result.h"

#include <cstdio>
#include <cstdlib>

namespace dashflow {

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  std::fprintf(stderr, "dashflow: bug: unchecked error %s (%s) at %s:%u\n", error.code().c_str(),
               error.message().c_str(), where.file_name(), static_cast<unsigned>(where.line()));
  std::abort();
}

}  // namespace dashflow
