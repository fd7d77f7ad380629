// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>

#include "host/expression/function/format_clause.h"
#include "host/expression/function/library.h"
#include "host/expression/operand/containers.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

constexpr int kMaxPrecision = 1000;

// One run of format(): text goes through, each clause takes the next argument.
class Formatter {
 public:
  Formatter(std::string_view pattern, const Operand& arguments, Evaluation& evaluation)
      : rest_(pattern), arguments_(arguments), evaluation_(evaluation) {}

  Operand Run() {
    while (!rest_.empty() && problem_.empty()) {
      const std::size_t percent = std::min(rest_.find('%'), rest_.size());
      out_ += rest_.substr(0, percent);
      rest_.remove_prefix(percent);
      if (!rest_.empty()) Clause();
      if (!evaluation_.SpendText(out_.size() - paid_)) return evaluation_.FailOfCost();
      paid_ = out_.size();
    }
    return problem_.empty() ? evaluation_.NewString(out_)
                            : evaluation_.Fail("format_invalid", {problem_});
  }

 private:
  void Clause() {
    rest_.remove_prefix(1);
    if (rest_.starts_with('%')) {
      out_ += '%';
      return rest_.remove_prefix(1);
    }
    FormatClause clause;
    if (rest_.starts_with('.')) clause.precision = Precision();
    if (!problem_.empty()) return;
    if (rest_.empty()) return Fail("a % stands at the end of the format; %% is a percent sign");
    clause.letter = rest_[0];
    rest_.remove_prefix(1);
    if (next_ >= ListSize(arguments_)) {
      return Fail("the format has more clauses than arguments");
    }
    Formatted formatted = Format(clause, ListAt(arguments_, next_++), evaluation_);
    out_ += formatted.text;
    problem_ = std::move(formatted.problem);
  }

  int Precision() {
    rest_.remove_prefix(1);
    int precision = 0;
    while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9' && precision <= kMaxPrecision) {
      precision = 10 * precision + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    if (precision > kMaxPrecision) Fail("the precision of a clause is at most 1000");
    return precision;
  }

  void Fail(std::string problem) { problem_ = std::move(problem); }

  std::string_view rest_;
  const Operand& arguments_;
  Evaluation& evaluation_;
  std::size_t next_ = 0;
  std::string out_;
  std::size_t paid_ = 0;
  std::string problem_;
};

Operand FormatText(Evaluation& evaluation, Arguments arguments) {
  return Formatter(arguments[0].text(), arguments[1], evaluation).Run();
}

constexpr auto kOverloads = std::to_array<Overload>({
    Method("format", {Kind::kString, Kind::kList}, FormatText, Returns<Kind::kString>),
});

}  // namespace

std::span<const Overload> FormatFunctions() { return kOverloads; }

}  // namespace dashflow::expression
