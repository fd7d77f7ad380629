// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace text {

// Whether a path below the folder fits a pattern: `*` and `?` stay inside one name, `**` crosses
// names, `[a-z]` is a set.
bool GlobMatches(std::string_view pattern, std::string_view path);

// The regular files below `folder` whose path below it fits `glob`, as paths that begin with
// `folder`, sorted by bytes. Links to files are followed, links to folders are not, so that the
// walk ends. `keep_going` is asked once a file. Throws sdk::Error: no_such_folder, not_a_folder,
// unauthorized (a folder that may not be read), io_error.
std::vector<std::string> ListFiles(const std::string& folder, const std::string& glob,
                                   const std::function<void()>& keep_going);

}  // namespace text
