// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace dashflow::http {

// Makes lines of what comes in pieces.
class LineCutter {
 public:
  using Take = std::function<bool(std::string_view line)>;

  // A line that is longer ends all.
  explicit LineCutter(Take take, std::size_t longest) : take_(std::move(take)), longest_(longest) {}

  // Gives all lines that have ended, without empty ones. False: the taker has enough, or a line is
  // too long.
  bool Add(std::string_view piece) {
    kept_.append(piece);
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = kept_.find('\n', begin)) != std::string::npos;
         begin = end + 1) {
      if (end != begin && !take_(std::string_view(kept_).substr(begin, end - begin))) return false;
    }
    kept_.erase(0, begin);
    return kept_.size() <= longest_;
  }

 private:
  const Take take_;
  const std::size_t longest_;
  std::string kept_;
};

}  // namespace dashflow::http
