// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/keyword/rules.h"
#include "host/value/schema/pointer.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {

Result<NodeId> OneSchema(Compiler& compiler, const Keyword& keyword) {
  return compiler.Add(keyword.value, keyword.place());
}

Result<std::vector<NodeId>> SchemaList(Compiler& compiler, const Keyword& keyword) {
  if (!keyword.value.is_array() || keyword.value.empty())
    return keyword.Wrong("must be a list of schemas, at least one");
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < keyword.value.size(); ++i) {
    DF_ASSIGN(const NodeId node, compiler.Add(keyword.value.At(i), Child(keyword.place(), i)));
    nodes.push_back(node);
  }
  return nodes;
}

Result<std::uint64_t> Count(const Keyword& keyword) {
  const Value& value = keyword.value;
  if (value.kind() == Kind::kInt && value.as_int() >= 0)
    return static_cast<std::uint64_t>(value.as_int());
  return keyword.Wrong("must be an integer that is not negative");
}

Result<std::vector<std::string>> Names(const Keyword& keyword, const Value& list) {
  if (!list.is_array()) return keyword.Wrong("must be a list of names");
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list.At(i).is_string()) return keyword.Wrong("must be a list of names");
    names.emplace_back(list.At(i).as_text());
  }
  return names;
}

Result<std::shared_ptr<const RE2>> Regex(const Keyword& keyword, std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  auto regex =
      std::make_shared<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (!regex->ok()) return keyword.Wrong("RE2 does not take the pattern: " + regex->error());
  return regex;
}

}  // namespace dashflow::schema
