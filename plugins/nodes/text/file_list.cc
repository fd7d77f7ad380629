// SPDX-License-Identifier: Apache-2.0
#include "file_list.h"

#include <algorithm>
#include <dashflow/plugin.hpp>
#include <filesystem>
#include <system_error>

namespace text {
namespace {

namespace fs = std::filesystem;
namespace sdk = dashflow::sdk;

[[noreturn]] void Throw(const std::string& folder, const std::error_code& error) {
  const bool denied = error == std::errc::permission_denied;
  throw sdk::Error(denied ? sdk::Category::kUnauthorized : sdk::Category::kInternal,
                   denied ? "unauthorized" : "io_error",
                   "The folder " + folder + " cannot be read: " + error.message() + ".");
}

void RequireFolder(const std::string& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    throw sdk::InvalidInput("no_such_folder", "There is no folder " + folder + ".")
        .Details(R"("No such file or directory")");
  }
  if (error) Throw(folder, error);
  if (!fs::is_directory(status)) throw sdk::InvalidInput("not_a_folder", folder + " is no folder.");
}

// Matches one set such as [a-z] at the front of `pattern`; moves behind it. A '[' without ']'
// stands for itself.
bool SetMatches(std::string_view& pattern, char c) {
  const auto end = pattern.find(']', 2);
  if (end == std::string_view::npos) return pattern.remove_prefix(1), c == '[';
  std::string_view set = pattern.substr(1, end - 1);
  pattern.remove_prefix(end + 1);
  const bool negated = set.front() == '!';
  if (negated) set.remove_prefix(1);
  bool inside = false;
  for (std::size_t i = 0; i < set.size(); ++i) {
    const bool range = i + 2 < set.size() && set[i + 1] == '-';
    inside |= range ? set[i] <= c && c <= set[i + 2] : set[i] == c;
    if (range) i += 2;
  }
  return inside != negated;
}

bool OneMatches(std::string_view& pattern, char c) {
  if (pattern.front() == '[') return SetMatches(pattern, c);
  const char wanted = pattern.front();
  pattern.remove_prefix(1);
  return wanted == '?' || wanted == c;
}

// One name against one part of a pattern; the last star is the only place to go back to.
bool NameMatches(std::string_view pattern, std::string_view name) {
  std::string_view retry_pattern;
  std::string_view retry_name;
  bool has_star = false;
  while (!name.empty()) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      retry_pattern = pattern;
      retry_name = name;
      has_star = true;
    } else if (!pattern.empty() && OneMatches(pattern, name.front())) {
      name.remove_prefix(1);
    } else if (has_star) {
      pattern = retry_pattern;
      retry_name.remove_prefix(1);
      name = retry_name;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*') == std::string_view::npos;
}

std::vector<std::string_view> Parts(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// Row by row: fits[j] tells whether the pattern so far fits the first j names. O(parts × names).
bool PartsMatch(const std::vector<std::string_view>& pattern,
                const std::vector<std::string_view>& names) {
  std::vector<bool> fits(names.size() + 1, false);
  fits[0] = true;
  for (const std::string_view part : pattern) {
    std::vector<bool> next(names.size() + 1, false);
    const bool any = part == "**";
    for (std::size_t j = 0; j <= names.size(); ++j) {
      if (any) next[j] = fits[j] || (j > 0 && next[j - 1]);
      if (!any && j > 0) next[j] = fits[j - 1] && NameMatches(part, names[j - 1]);
    }
    fits = std::move(next);
  }
  return fits.back();
}

}  // namespace

bool GlobMatches(std::string_view pattern, std::string_view path) {
  return PartsMatch(Parts(pattern), Parts(path));
}

std::vector<std::string> ListFiles(const std::string& folder, const std::string& glob,
                                   const std::function<void()>& keep_going) {
  RequireFolder(folder);
  std::error_code error;
  std::vector<std::string> paths;
  fs::recursive_directory_iterator at(folder, error);
  for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
    keep_going();
    std::error_code gone;
    if (!at->is_regular_file(gone)) continue;
    if (GlobMatches(glob, at->path().lexically_relative(folder).native()))
      paths.push_back(at->path().native());
  }
  if (error) Throw(folder, error);
  std::ranges::sort(paths);
  return paths;
}

}  // namespace text
