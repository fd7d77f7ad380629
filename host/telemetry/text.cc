// SPDX-License-Identifier: Apache-2.0
#include "host/telemetry/text.h"

#include <array>
#include <charconv>
#include <utility>

namespace dashflow::telemetry {
namespace {

constexpr std::string_view kTotal = "_total";

std::string NumberText(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

// OpenMetrics has a point in every bound.
std::string BoundText(double bound, TextForm form) {
  std::string text = NumberText(bound);
  const bool is_whole = text.find_first_of(".e") == std::string::npos;
  return form == TextForm::kOpenMetrics && is_whole ? text + ".0" : text;
}

void AppendEscaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
}

void AppendLabel(std::string& out, std::string_view name, std::string_view value) {
  out += out.ends_with('{') ? "" : ",";
  out.append(name).append("=\"");
  AppendEscaped(out, value);
  out += '"';
}

}  // namespace

std::string_view ContentTypeOf(TextForm form) {
  return form == TextForm::kOpenMetrics
             ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
             : "text/plain; version=0.0.4; charset=utf-8";
}

void TextWriter::Begin(std::string_view name, std::string_view help, std::string_view type,
                       const LabelNames& labels) {
  name_ = name;
  labels_ = labels;
  // OpenMetrics names a counter without its ending.
  if (form_ == TextForm::kOpenMetrics && name.ends_with(kTotal)) name.remove_suffix(kTotal.size());
  text_.append("# HELP ").append(name).append(" ");
  AppendEscaped(text_, help);
  text_.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

void TextWriter::Add(const LabelValues& values, const Counter& counter) {
  Line("", values, {}, std::to_string(counter.value()));
}

void TextWriter::Add(const LabelValues& values, const Gauge& gauge) {
  Line("", values, {}, std::to_string(gauge.value()));
}

void TextWriter::Add(const LabelValues& values, double value) {
  Line("", values, {}, NumberText(value));
}

void TextWriter::Add(const LabelValues& values, const Histogram& histogram) {
  const auto counts = histogram.counts();
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    all += counts[i];
    const bool is_last = i == histogram.bounds().size();
    Line("_bucket", values, is_last ? "+Inf" : BoundText(histogram.bounds()[i], form_),
         std::to_string(all));
  }
  Line("_sum", values, {}, NumberText(histogram.sum()));
  Line("_count", values, {}, std::to_string(all));
}

void TextWriter::Line(std::string_view suffix, const LabelValues& values, std::string_view bound,
                      std::string_view number) {
  text_.append(name_).append(suffix);
  if (!values.empty() || !bound.empty()) {
    text_ += '{';
    for (std::size_t i = 0; i < values.size(); ++i) AppendLabel(text_, labels_[i], values[i]);
    if (!bound.empty()) AppendLabel(text_, "le", bound);
    text_ += '}';
  }
  text_.append(" ").append(number).append("\n");
}

std::string TextWriter::Take() && {
  if (form_ == TextForm::kOpenMetrics) text_ += "# EOF\n";
  return std::move(text_);
}

}  // namespace dashflow::telemetry
