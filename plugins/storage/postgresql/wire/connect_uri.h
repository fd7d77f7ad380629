// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::postgresql {

// How libpq is told where to connect. A URI, since SOCI looks into the other form, "key='value'",
// and stumbles over quotes in it; here everything but letters and digits is escaped.
class ConnectUri {
 public:
  void Add(std::string_view name, std::string_view value);
  const std::string& text() const { return text_; }

 private:
  std::string text_ = "postgresql:///";
};

}  // namespace dashflow::postgresql
