// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yaml-cpp/eventhandler.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "host/config/place_cursor.h"
#include "host/config/yaml_document.h"

namespace dashflow::config {

// Ends the parse of yaml-cpp at a limit; never leaves ParseYaml.
struct YamlStop {
  Error error;
};

// Builds our tree from the events of yaml-cpp. Refuses what YamlReport says; throws YamlStop at
// limits.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const YamlSource& source, const YamlLimits& limits);

  YamlReport Take() &&;
  // An error at an offset of the text.
  Error Refusal(std::size_t offset, std::string_view code, std::string message);
  Mark At(std::size_t offset) { return cursor_.At(offset); }
  // Where the list or mapping begins that has not ended; nowhere if there is none.
  Mark InnermostOpen() const { return open_.empty() ? Mark{} : open_.back().tree.at; }
  // Where the last scalar begins if it is in quotes; else nowhere.
  Mark last_quoted() const { return last_quoted_; }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

 private:
  struct Anchored {
    Tree tree;
    std::size_t parts = 0;
  };
  // A list or mapping whose end has not come.
  struct Open {
    Tree tree;
    YAML::anchor_t anchor = 0;
    std::size_t first_part = 0;
    std::optional<Member> key;  // waits for its value
    bool lost_key = false;      // it was refused, and its value goes with it
    std::unordered_set<std::string> keys;
    std::vector<Tree> merges;
  };

  bool AwaitsKey() const;
  void Begin(Tree::Kind kind, const YAML::Mark& mark, const std::string& tag,
             YAML::anchor_t anchor);
  void Close();
  void Add(Tree tree, YAML::anchor_t anchor, std::size_t parts);
  void Place(Tree tree);
  void TakeKey(const Tree& tree);
  void TakeMerge(const Tree& tree, Mark at);
  void CountParts(std::size_t parts, Mark at);
  bool CheckTag(std::size_t offset, const std::string& tag, bool quoted);
  void CheckClosed(std::size_t offset);
  std::size_t SkipAnchor(std::size_t offset) const;
  Tree::Style StyleAt(std::size_t offset) const;
  void PlaceBlock(std::size_t offset, Tree& tree) const;
  Tree MakeScalar(std::size_t offset, Tree::Style style, const std::string& text);
  Error& Refuse(Mark at, std::string_view code, std::string message);

  std::string_view text_;
  const YamlSource& source_;
  const YamlLimits& limits_;
  PlaceCursor cursor_;
  YamlReport report_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
  Mark last_quoted_;
  std::size_t parts_ = 0;
  int documents_ = 0;
};

}  // namespace dashflow::config
