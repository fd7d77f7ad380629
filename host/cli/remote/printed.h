// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "host/cli/remote/line_body.h"

namespace dashflow::cli {

// A stream whose text goes to a client, as {NAME: text} a flush. Its file does not outlive it.
class Printed {
 public:
  // `name` = constant. `lines` outlives it.
  Printed(LineBody& lines, std::string_view name);
  ~Printed();
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;

  // Null: the system has no memory for it.
  std::FILE* file() const { return file_; }

 private:
  bool Send(std::string_view text);

  LineBody& lines_;
  const std::string_view name_;
  std::string cut_short_;  // the beginning of a character
  std::FILE* file_ = nullptr;
};

}  // namespace dashflow::cli
