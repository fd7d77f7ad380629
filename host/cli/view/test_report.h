// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/cli/console.h"
#include "host/testing/test_run.h"

namespace dashflow::cli {

// Prints results of tests as they come (text, --json, TAP 13) or at the end (JUnit XML).
class TestReport {
 public:
  // `format`: text, tap or junit; --json wins over text. The console outlives it.
  TestReport(const Console& console, std::string format);

  void Add(const std::string& file, const testing::TestResult& result);
  // Prints what stands at the end of all.
  void End() const;
  std::size_t failed() const { return failed_; }

 private:
  struct Line {
    std::string file;
    testing::TestResult result;
  };

  void PrintText(const Line& line) const;
  void PrintTap(const Line& line) const;
  void PrintJson(const Line& line) const;
  void PrintJunit() const;

  const Console& console_;
  const std::string format_;
  std::vector<Line> lines_;
  std::size_t failed_ = 0;
};

}  // namespace dashflow::cli
