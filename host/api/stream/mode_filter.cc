// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/mode_filter.h"

#include <algorithm>

namespace dashflow::api {

ModeFilter::ModeFilter(std::vector<std::string> modes) : modes_(std::move(modes)) {
  std::ranges::replace(modes_, "messages-tuple", "messages");
}

bool ModeFilter::Takes(std::string_view event) const {
  const std::string_view mode = event.substr(0, event.find_first_of("|/"));
  return modes_.empty() || mode == "metadata" || mode == "error" ||
         std::ranges::find(modes_, mode) != modes_.end();
}

}  // namespace dashflow::api
