// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>
#include <string>
#include <vector>

#include "atomic_file.h"
#include "file_content.h"
#include "file_list.h"
#include "report.h"
#include "statistics.h"

namespace sdk = dashflow::sdk;

namespace {

struct List : sdk::Node<List> {
  static constexpr auto spec =
      sdk::NodeSpec("list")
          .Doc("Lists the files below a folder.")
          .In<"folder">(sdk::kString, "The folder; relative to where the host runs.")
          .Out<"paths">(sdk::kArray, "Paths that begin with the folder, sorted.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "glob":{"type":"string","default":"**/*","description":"*, ? and [a-z] inside one name, ** across names"}}})")
          .Blocking()
          .Filesystem()
          .Idempotent();

  explicit List(const sdk::Config& config) : glob_(config.Get<std::string>("glob")) {}

  void Run(Call& call) const {
    const std::string folder(call.In<"folder">());
    call.Out<"paths">(
        sdk::ToArray(text::ListFiles(folder, glob_, [&call] { call.ThrowIfCancelled(); })));
  }

 private:
  std::string glob_;
};

struct Statistics : sdk::Node<Statistics> {
  static constexpr auto spec =
      sdk::NodeSpec("statistics")
          .Doc(
              "Counts the lines and words of a text file; what is wrong with the file is a result, "
              "not a failure.")
          .In<"path">(sdk::kString, "The file.")
          .Out<"result">(
              sdk::kObject,
              "path, bytes, encoding, lines, words, longest, keywords; problem when there is one.")
          .Out<"words">(sdk::kInteger, "The same count, for a sum.")
          .Out<"problems">(sdk::kArray, "Empty, or one {path, problem}.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "max_bytes":{"type":"integer","minimum":1,"default":1000000,"description":"larger files are a problem"},
          "keywords":{"type":"array","items":{"type":"string"},"default":[],"description":"words to count"}}})")
          .Blocking()
          .Filesystem()
          .Idempotent();

  explicit Statistics(const sdk::Config& config)
      : max_bytes_(config.Get<std::size_t>("max_bytes")),
        keywords_(config.Get<std::vector<std::string>>("keywords")) {}

  void Run(Call& call) const {
    const std::string path(call.In<"path">());
    const text::FileContent content = text::ReadFile(path, max_bytes_);
    const text::Statistics counted = text::Count(content.bytes, keywords_);
    const std::string problem = ProblemOf(content, counted);
    call.Out<"result">(Result(path, content, counted, problem));
    call.Out<"words">(static_cast<std::int64_t>(counted.words));
    sdk::ArrayBuilder problems;
    if (!problem.empty())
      problems.Add(sdk::ObjectBuilder().Set("path", path).Set("problem", problem).Build());
    call.Out<"problems">(problems.Build());
  }

 private:
  static std::string ProblemOf(const text::FileContent& content, const text::Statistics& counted) {
    if (!content.problem.empty()) return content.problem;
    if (content.bytes.empty()) return "empty";
    if (counted.encoding == "binary") return "binary";
    return counted.encoding == "unknown" ? "no valid UTF-8" : "";
  }
  sdk::Value Result(const std::string& path, const text::FileContent& content,
                    const text::Statistics& counted, const std::string& problem) const {
    sdk::ObjectBuilder result;
    result.Set("path", path).Set("bytes", content.size);
    if (!problem.empty()) return result.Set("problem", problem).Build();
    result.Set("encoding", counted.encoding)
        .Set("lines", counted.lines)
        .Set("words", counted.words);
    result.Set("longest", sdk::ToArray(counted.longest));
    if (keywords_.empty()) return result.Build();
    sdk::ObjectBuilder counts;
    for (std::size_t i = 0; i < keywords_.size(); ++i)
      counts.Set(keywords_[i], counted.keywords[i]);
    return result.Set("keywords", counts.Build()).Build();
  }

  std::size_t max_bytes_;
  std::vector<std::string> keywords_;
};

struct Report : sdk::Node<Report> {
  static constexpr auto spec =
      sdk::NodeSpec("report")
          .Doc("Writes a list as a Markdown table and as JSON, each whole or not at all.")
          .In<"title">(sdk::kString, "The heading.")
          .In<"items">(sdk::kArray, "Objects; a column for each member.")
          .Out<"report">(sdk::kString, "Path of the Markdown file.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "folder":{"type":"string","default":".","description":"made when it is missing"},
          "name":{"type":"string","pattern":"^[^/]+$","default":"report","description":"the files are <name>.md and <name>.json"}}})")
          .Blocking()
          .Filesystem()
          .Idempotent();

  explicit Report(const sdk::Config& config)
      : base_(config.Get<std::string>("folder") + "/" + config.Get<std::string>("name")) {}

  void Run(Call& call) const {
    const std::string_view title = call.In<"title">();
    const sdk::ValueView items = call.In<"items">();
    text::WriteAtomically(base_ + ".json", text::ToJsonReport(title, items));
    text::WriteAtomically(base_ + ".md", text::ToMarkdown(title, items));
    call.Out<"report">(base_ + ".md");
  }

 private:
  std::string base_;
};

}  // namespace

DASHFLOW_PLUGIN("text", "1.0.0", "Text files: list, count, report.", List, Statistics, Report);
