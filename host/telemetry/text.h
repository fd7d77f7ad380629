// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "host/telemetry/registry.h"

namespace dashflow::telemetry {

// Writes the lines of one family after the other.
class TextWriter {
 public:
  explicit TextWriter(TextForm form) : form_(form) {}

  // `type` = counter, gauge or histogram; the samples of the family follow.
  void Begin(std::string_view name, std::string_view help, std::string_view type,
             const LabelNames& labels);
  void Add(const LabelValues& values, const Counter& counter);
  void Add(const LabelValues& values, const Gauge& gauge);
  void Add(const LabelValues& values, const Histogram& histogram);
  void Add(const LabelValues& values, double value);
  std::string Take() &&;

 private:
  void Line(std::string_view suffix, const LabelValues& values, std::string_view bound,
            std::string_view number);

  const TextForm form_;
  std::string name_;
  LabelNames labels_;
  std::string text_;
};

}  // namespace dashflow::telemetry
