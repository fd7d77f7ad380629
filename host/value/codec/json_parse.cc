// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <string>

#include "host/value/codec/json_error.h"
#include "host/value/codec/json_handler.h"
#include "host/value/json.h"

namespace dashflow {
namespace {

using Parser = boost::json::basic_parser<JsonHandler>;
using Code = boost::json::error_code;

struct Problem {
  std::string_view code;
  std::string reason;
};

Problem Explain(const Code& code, bool out_of_range, std::string_view text, std::size_t offset) {
  using boost::json::error;
  if (out_of_range) return {"invalid_json", "a number beyond the range of doubles"};
  if (code == error::too_deep) return {"value_too_deep", "arrays and objects nested too deep"};
  if (code == error::exponent_overflow) return {"invalid_json", "an exponent beyond all numbers"};
  if (code == error::string_too_large || code == error::key_too_large) {
    return {"value_limit", "a string of 4 GiB or more"};
  }
  if (code == error::illegal_leading_surrogate || code == error::illegal_trailing_surrogate ||
      code == error::expected_utf16_escape) {
    return {"invalid_json", "half of a surrogate pair"};
  }
  return {"invalid_json", DescribeUnexpected(text, offset)};
}

boost::json::parse_options OptionsFor(const JsonLimits& limits) {
  boost::json::parse_options options;
  options.max_depth = static_cast<std::size_t>(std::max(limits.max_depth, 0));
  return options;
}

}  // namespace

Result<Value> ParseJson(std::string_view text, std::string_view source, const JsonLimits& limits) {
  const std::size_t max_bytes = std::min<std::size_t>(limits.max_bytes, UINT32_MAX);
  if (text.size() > max_bytes) {
    const std::string reason = "more than " + std::to_string(max_bytes) + " bytes";
    return JsonError("value_limit", reason, text, max_bytes, source);
  }
  Parser parser(OptionsFor(limits));
  Code code;
  const std::size_t offset = parser.write_some(false, text.data(), text.size(), code);
  if (code || offset < text.size()) {
    Problem problem = Explain(code, parser.handler().out_of_range(), text, offset);
    return JsonError(problem.code, std::move(problem.reason), text, offset, source);
  }
  return parser.handler().TakeResult();
}

}  // namespace dashflow
