// SPDX-License-Identifier: Apache-2.0
#include "host/config/placeholder/interpolation.h"

#include <string_view>
#include <utility>

#include "host/base/result.h"
#include "host/config/placeholder/placeholder_source.h"
#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::config {
namespace {

bool IsSecret(const Value* schema) {
  const Value* mark = schema != nullptr && schema->is_object() ? schema->Find("x-secret") : nullptr;
  return mark != nullptr && *mark == Value(true);
}

const Value* Part(const Value* schema, std::string_view keyword) {
  const Value* part = schema != nullptr && schema->is_object() ? schema->Find(keyword) : nullptr;
  return part != nullptr && part->is_object() ? part : nullptr;
}

const Value* MemberSchema(const Value* schema, std::string_view key) {
  const Value* properties = Part(schema, "properties");
  const Value* named = properties != nullptr ? properties->Find(key) : nullptr;
  return named != nullptr ? named : Part(schema, "additionalProperties");
}

class Interpolator {
 public:
  Interpolator(const InterpolationSources& sources, std::vector<Error>& errors)
      : sources_(sources), errors_(errors) {}

  Value Resolve(const Tree& tree, const Value* schema) {
    if (tree.is_sequence()) return ResolveElements(tree, schema);
    if (tree.is_mapping()) return ResolveMembers(tree, schema);
    const bool plain =
        !tree.is_string() || tree.text.as_text().find("${") == std::string_view::npos;
    return plain ? tree.value : ResolveText(tree, schema);
  }

 private:
  Value ResolveElements(const Tree& tree, const Value* schema) {
    ArrayBuilder array;
    for (const Tree& element : tree.elements) array.Add(Resolve(element, Part(schema, "items")));
    return std::move(array).Build();
  }

  Value ResolveMembers(const Tree& tree, const Value* schema) {
    ObjectBuilder object;
    for (const Member& member : tree.members)
      object.Add(std::string_view(member.key),
                 Resolve(member.value, MemberSchema(schema, member.key)));
    return std::move(object).Build();
  }

  void Report(const Tree& tree, Error error) {
    errors_.push_back(std::move(error.At(sources_.file, tree.at.line, tree.at.column)));
  }

  static Result<Value> TakeCredential(std::string_view name, const Value* schema) {
    if (IsSecret(schema)) return ReadCredential(name);
    return Error("credential_misplaced",
                 "a credential may only stand where a secret is expected (x-secret)")
        .Fix(
            "see the node type's schema with `dashflow plugin inspect`, or the settings' with "
            "`dashflow config schema`");
  }

  Result<Value> Lookup(std::string_view name, const Value* schema) {
    if (name.starts_with("params.")) return FindParam(name.substr(7), sources_.params);
    if (name.starts_with("env:")) return FindVariable(std::string(name.substr(4)));
    if (name.starts_with("file:")) return ReadFile(std::string(name.substr(5)), sources_.folder);
    if (name.starts_with("credential:")) return TakeCredential(name.substr(11), schema);
    return Error("placeholder_invalid", "'${" + std::string(name) + "}' is not understood")
        .Fix(
            "use ${params.name}, ${env:NAME}, ${file:path} or ${credential:name}; $${ stands for "
            "${ itself");
  }

  // One ${…} at the beginning of `rest`, which it shortens.
  Result<Value> Take(std::string_view& rest, const Value* schema) {
    const std::size_t end = rest.find('}');
    if (end == std::string_view::npos)
      return Error("placeholder_invalid", "a ${ without its }")
          .Fix("close it with }, or write $${ for ${ itself");
    const std::string_view name = rest.substr(2, end - 2);
    rest.remove_prefix(end + 1);
    return Lookup(name, schema);
  }

  static void Append(std::string& out, const Value& value) {
    if (value.is_string()) {
      out += value.as_text();
    } else {
      AppendJson(out, value);
    }
  }

  Value ResolveText(const Tree& tree, const Value* schema) {
    std::string_view rest = tree.value.as_text();
    std::string out;
    while (!rest.empty()) {
      const std::size_t at = rest.find("${");
      const bool escaped = at != std::string_view::npos && at > 0 && rest[at - 1] == '$';
      out += rest.substr(0, escaped ? at - 1 : at);
      if (at == std::string_view::npos) break;
      rest.remove_prefix(at);
      if (escaped) {
        out += "${";
        rest.remove_prefix(2);
        continue;
      }
      const bool first = rest.size() == tree.value.size();
      const Result<Value> found = Take(rest, schema);
      if (found.has_error()) return Report(tree, found.error()), tree.value;
      if (first && rest.empty()) return *found;
      Append(out, *found);
    }
    return Value(out);
  }

  const InterpolationSources& sources_;
  std::vector<Error>& errors_;
};

}  // namespace

Value Interpolate(const Tree& tree, const Value* schema, const InterpolationSources& sources,
                  std::vector<Error>& errors) {
  return Interpolator(sources, errors).Resolve(tree, schema);
}

}  // namespace dashflow::config
