// SPDX-License-Identifier: Apache-2.0
#include "host/config/yaml_document.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <new>
#include <sstream>
#include <utility>

#include "host/config/json_escapes.h"
#include "host/config/tree_builder.h"
#include "host/value/utf8.h"

namespace dashflow::config {
namespace {

struct Explanation {
  std::string_view yaml_cpp;
  std::string_view code;
  std::string_view message;
  std::string_view fix;
};

constexpr Explanation kExplanations[] = {
    {"illegal map value", "yaml_syntax", "a `: ` that YAML cannot place here",
     "quote the text that contains `: `, or check the indentation"},
    {"end of sequence flow not found", "yaml_unclosed", "a `[` without its `]`",
     "close the list with `]`, or quote the text before this place: '…'"},
    {"end of map flow not found", "yaml_unclosed", "a `{` without its `}`",
     "close the mapping with `}`, or quote the text before this place: '…'"},
    {"end of map not found", "yaml_syntax", "the mapping is broken here", "check the indentation"},
    {"end of sequence not found", "yaml_syntax", "the list is broken here",
     "check the indentation"},
    {"the referenced anchor is not defined", "yaml_alias",
     "an alias (`*name`) without its anchor (`&name`)", "if this is text, quote it: '…'"},
    {"unknown token", "yaml_syntax", "a character that begins nothing in YAML",
     "quote the text: '…'"},
    {"anchor not found after &", "yaml_anchor", "YAML reads the `&` here as an anchor",
     "quote the text: '…'"},
    {"alias not found after *", "yaml_alias", "YAML reads the `*` here as an alias",
     "quote it: '*'"},
    {"unknown escape character", "yaml_syntax", "an escape that YAML does not know inside \"…\"",
     "write \\\\ for a backslash, or use '…'"},
    {"illegal block entry", "yaml_syntax", "a `- ` that YAML cannot place here",
     "check the indentation"},
    {"illegal map key", "yaml_syntax", "a key that YAML cannot place here",
     "check the indentation"},
};

bool TabIndents(std::string_view text, std::size_t offset) {
  const std::size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = text.find_first_not_of(" \t", begin);
  return text.substr(begin, end - begin).find('\t') != std::string_view::npos;
}

Error Explain(TreeBuilder& builder, std::string_view text, const YAML::Exception& problem) {
  const std::size_t offset = problem.mark.pos < 0 ? 0 : static_cast<std::size_t>(problem.mark.pos);
  const bool tab = problem.msg.find("tab") != std::string::npos;
  if (tab || TabIndents(text, std::min(offset, text.size()))) {
    return builder.Refusal(offset, "tab_indent", "a tab in the indentation; YAML takes blanks only")
        .Fix("replace the tab by blanks");
  }
  if (problem.msg == "unknown token" && offset < text.size() && text[offset] == '?') {
    return builder.Refusal(offset, "yaml_syntax", "a `?` that YAML takes for the mark of a key")
        .Fix("quote the text: 'name?'");
  }
  for (const Explanation& known : kExplanations) {
    if (!problem.msg.starts_with(known.yaml_cpp)) continue;
    return builder.Refusal(offset, known.code, std::string(known.message))
        .Fix(std::string(known.fix));
  }
  return builder.Refusal(offset, "yaml_syntax", "not YAML: " + problem.msg)
      .Fix("correct the place named");
}

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
  return Explain(builder, text, problem);
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
