// SPDX-License-Identifier: Apache-2.0
#include "host/expression/function/pattern.h"

#include <re2/re2.h>

namespace dashflow::expression {
namespace {

constexpr std::int64_t kMaxMemory = std::int64_t{4} << 20;
constexpr std::uint64_t kBytesPerCost = 4;

RE2::Options Options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  return options;
}

}  // namespace

struct Pattern::Data {
  explicit Data(std::string_view text)
      : expression(re2::StringPiece(text.data(), text.size()), Options()) {}
  RE2 expression;
};

Pattern::Pattern(std::string_view text) : data_(std::make_unique<const Data>(text)) {}
Pattern::~Pattern() = default;

const std::string& Pattern::problem() const { return data_->expression.error(); }

Operand Pattern::Find(std::string_view text, Evaluation& evaluation) const {
  if (!evaluation.Spend(1 + text.size() / kBytesPerCost)) return evaluation.FailOfCost();
  return Operand::Bool(
      RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), data_->expression));
}

}  // namespace dashflow::expression
