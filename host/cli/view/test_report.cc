// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/test_report.h"

#include <fmt/format.h>

#include <utility>

#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

double Seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

// Text inside an XML attribute; control characters, which XML 1.0 cannot hold, become `?`.
std::string Xml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "&#10;";
        break;
      default:
        escaped += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return escaped;
}

std::string OneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '#') c = ' ';
  }
  return text;
}

std::string JunitCase(const std::string& file, const testing::TestResult& result) {
  std::string xml = fmt::format(R"(  <testcase classname="{}" name="{}" time="{:.3f}")", Xml(file),
                                Xml(result.name), Seconds(result.real_time));
  if (result.passed()) return xml + "/>";
  std::string all;
  for (const std::string& difference : result.differences)
    all += (all.empty() ? "" : "\n") + difference;
  return xml + fmt::format(">\n    <failure message=\"{}\"/>\n  </testcase>", Xml(all));
}

}  // namespace

TestReport::TestReport(const Console& console, std::string format)
    : console_(console), format_(console.json() && format == "text" ? "json" : std::move(format)) {
  if (format_ == "tap") console_.Data("TAP version 13");
}

void TestReport::Add(const std::string& file, const testing::TestResult& result) {
  lines_.push_back({file, result});
  const Line& line = lines_.back();
  if (!result.passed()) ++failed_;
  if (format_ == "text") PrintText(line);
  if (format_ == "tap") PrintTap(line);
  if (format_ == "json") PrintJson(line);
}

void TestReport::End() const {
  if (format_ == "tap") console_.Data(fmt::format("1..{}", lines_.size()));
  if (format_ == "junit") PrintJunit();
  if (format_ == "text")
    console_.Data(fmt::format("{} passed, {} failed", lines_.size() - failed_, failed_));
}

void TestReport::PrintText(const Line& line) const {
  console_.Data(fmt::format("{} {}: {}", line.result.passed() ? "ok    " : "not ok", line.file,
                            line.result.name));
  for (const std::string& difference : line.result.differences)
    console_.Data("         " + difference);
}

void TestReport::PrintTap(const Line& line) const {
  console_.Data(fmt::format("{} {} - {}", line.result.passed() ? "ok" : "not ok", lines_.size(),
                            OneLine(line.file + ": " + line.result.name)));
  for (const std::string& difference : line.result.differences)
    console_.Data("# " + OneLine(difference));
}

void TestReport::PrintJson(const Line& line) const {
  ArrayBuilder differences;
  for (const std::string& difference : line.result.differences) differences.Add(difference);
  ObjectBuilder object;
  object.Add("file", line.file);
  object.Add("name", line.result.name);
  object.Add("passed", line.result.passed());
  object.Add("differences", std::move(differences).Build());
  object.Add("ms", Seconds(line.result.real_time) * 1000);
  console_.JsonLine(std::move(object).Build());
}

void TestReport::PrintJunit() const {
  console_.Data(R"(<?xml version="1.0" encoding="UTF-8"?>)");
  console_.Data(fmt::format(R"(<testsuite name="dashflow" tests="{}" failures="{}">)",
                            lines_.size(), failed_));
  for (const Line& line : lines_) console_.Data(JunitCase(line.file, line.result));
  console_.Data("</testsuite>");
}

}  // namespace dashflow::cli
