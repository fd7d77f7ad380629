// SPDX-License-Identifier: Apache-2.0
#include "host/config/yaml_document.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <new>
#include <sstream>
#include <utility>

#include "host/config/json_escapes.h"
#include "host/config/tree_builder.h"
#include "host/config/yaml_explanation.h"
#include "host/value/utf8.h"

namespace dashflow::config {
namespace {

std::optional<Error> Unreadable(std::string_view text, TreeBuilder& builder,
                                const YamlLimits& limits) {
  if (text.size() > limits.max_bytes) {
    return builder
        .Refusal(0, "file_too_large",
                 "the file has " + std::to_string(text.size()) + " bytes, the limit is " +
                     std::to_string(limits.max_bytes))
        .Fix("make it smaller");
  }
  const std::size_t valid = std::min(ValidUtf8Prefix(text), text.find('\0'));
  if (valid >= text.size()) return std::nullopt;
  return builder
      .Refusal(
          valid, "not_text",
          "not a text file: the byte at offset " + std::to_string(valid) + " is not UTF-8 text")
      .Fix("name a YAML file, saved as UTF-8");
}

// Runs yaml-cpp; its exceptions end here.
std::optional<Error> Read(const std::string& text, TreeBuilder& builder) try {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  if (!parser.HandleNextDocument(builder)) {
    return builder.Refusal(0, "empty_file", "the file is empty");
  }
  parser.HandleNextDocument(builder);
  return std::nullopt;
} catch (const YamlStop& stop) {
  return stop.error;
} catch (const YAML::Exception& problem) {
  return ExplainYaml(builder, text, problem);
} catch (const std::bad_alloc&) {
  throw;
} catch (const std::exception& problem) {
  return builder.Refusal(0, "yaml_syntax", std::string("not readable: ") + problem.what());
}

}  // namespace

YamlReport ParseYaml(std::string_view text, const YamlSource& source, const YamlLimits& limits) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::string readable = ReplaceSurrogatePairs(text);
  TreeBuilder builder(readable, source, limits);
  auto failure = Unreadable(readable, builder, limits);
  if (!failure) failure = Read(readable, builder);
  YamlReport report = std::move(builder).Take();
  if (failure) {
    report.tree.reset();
    report.errors.push_back(*std::move(failure));
  }
  return report;
}

}  // namespace dashflow::config
