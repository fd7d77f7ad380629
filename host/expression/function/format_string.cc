// SPDX-License-Identifier: Apache-2.0
#include "host/expression/function/format_string.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "host/expression/operand/containers.h"
#include "host/expression/operand/display.h"
#include "host/expression/time/time_text.h"
#include "host/value/utf8.h"

namespace dashflow::expression {
namespace {

class Writer {
 public:
  explicit Writer(Evaluation& evaluation) : evaluation_(evaluation) {}

  Formatted Run(const Operand& operand) {
    Write(operand);
    return {std::move(out_), std::move(problem_)};
  }

 private:
  void Write(const Operand& operand) {
    switch (operand.tag) {
      case Tag::kString:
        out_ += operand.text();
        break;
      case Tag::kBytes:
        Bytes(operand.text());
        break;
      case Tag::kList:
        List(operand);
        break;
      case Tag::kMap:
        Map(operand);
        break;
      default:
        Scalar(operand);
    }
  }

  void Scalar(const Operand& operand) {
    switch (operand.tag) {
      case Tag::kUint:
        out_ += std::to_string(operand.as.unsigned_integer);
        break;
      case Tag::kDouble:
        out_ += FormatDouble(operand.as.real);
        break;
      case Tag::kTimestamp:
        out_ += TimestampText({operand.as.integer, operand.size});
        break;
      case Tag::kDuration:
        out_ += DurationText(operand.as.integer);
        break;
      case Tag::kType:
        out_ += TagName(static_cast<Tag>(operand.as.integer));
        break;
      default:
        out_ += Display(operand);
    }
  }

  void Bytes(std::string_view bytes) {
    if (!IsUtf8(bytes)) problem_ = "%s takes bytes only if they are UTF-8 text";
    if (problem_.empty()) out_ += bytes;
  }

  void List(const Operand& list) {
    out_ += '[';
    for (std::size_t i = 0; i < ListSize(list) && Pay(); ++i) {
      if (i > 0) out_ += ", ";
      Write(ListAt(list, i));
    }
    out_ += ']';
  }

  void Map(const Operand& map) {
    std::vector<std::pair<std::string, Operand>> members;
    const auto entries = MapEntries(map, evaluation_.arena());
    for (std::size_t i = 0; i < entries.size() && Pay(); i += 2) {
      members.emplace_back(Writer(evaluation_).Run(entries[i]).text, entries[i + 1]);
    }
    std::ranges::sort(members, {}, [](const auto& member) { return member.first; });
    std::string separator = "{";
    for (const auto& [key, value] : members) {
      out_ += separator + key + ": ";
      Write(value);
      separator = ", ";
    }
    out_ += members.empty() ? "{}" : "}";
  }

  bool Pay() {
    if (!problem_.empty()) return false;
    if (!evaluation_.Spend(1)) problem_ = "the cost limit is reached";
    return problem_.empty();
  }

  Evaluation& evaluation_;
  std::string out_;
  std::string problem_;
};

}  // namespace

std::string FormatDouble(double value) {
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return DoubleToText(value);
}

Formatted FormatString(const Operand& argument, Evaluation& evaluation) {
  return Writer(evaluation).Run(argument);
}

}  // namespace dashflow::expression
