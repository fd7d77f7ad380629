// SPDX-License-Identifier: Apache-2.0
#include "host/settings/langgraph.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "host/settings/environment.h"
#include "host/value/value_iterate.h"

namespace dashflow::settings {
namespace {

namespace fs = std::filesystem;
using config::Tree;

constexpr std::string_view kVariables = "DASHFLOW__";

struct Instead {
  std::string_view key;
  std::string_view words;  // empty = nothing is missing without it
};

constexpr auto kInstead = std::to_array<Instead>({
    {"$schema", ""},
    {"api_version", ""},
    {"auth", "let callers in by keys or tokens: auth: {keys: true}, or auth: {jwks: FILE}"},
    {"base_image", "install DashFlow in the image: dashflow serve needs no other base"},
    {"checkpointer", "name a store: store: sqlite:PATH; runs always keep their checkpoints"},
    {"dependencies", "nodes live in plugins: plugins: {path: [FOLDER]}"},
    {"dockerfile_lines", "write them into the image's own Dockerfile"},
    {"encryption", "encrypt the store: stores: {NAME: {url: …, encryption: {keys: […]}}}"},
    {"env",
     "set the variables where the host is started (EnvironmentFile= of systemd); a "
     "configuration takes one by ${env:NAME}"},
    {"http.app", "serve routes of your own beside the host, behind one proxy"},
    {"http.cors", "server: {cors: [ORIGIN]}; methods and headers are those of the API"},
    {"http", "give keys the scopes that they need: dashflow key create --scope read,run"},
    {"image_distro", "install DashFlow in the image: dashflow serve needs no other base"},
    {"keep_pkg_tools", ""},
    {"node_version", "nodes live in plugins: plugins: {path: [FOLDER]}"},
    {"pip_config_file", "nodes live in plugins: plugins: {path: [FOLDER]}"},
    {"pip_installer", "nodes live in plugins: plugins: {path: [FOLDER]}"},
    {"python_version", "nodes live in plugins: plugins: {path: [FOLDER]}"},
    {"store.index", "leave it out: items are found by namespace and filter, not by meaning"},
    {"store", "name a store: store: sqlite:PATH; items live in it"},
    {"ui", "serve pages of your own beside the host, and list their origin: server: {cors: […]}"},
    {"ui_config", "serve pages of your own beside the host"},
    {"webhooks", "ask for webhooks with each run: webhook of its body"},
});

// The entry of the key, or of what it is a part of.
const Instead* FindInstead(std::string_view path) {
  const Instead* best = nullptr;
  for (const Instead& each : kInstead) {
    const bool covers =
        path == each.key || (path.starts_with(each.key) && path[each.key.size()] == '.');
    if (covers && (best == nullptr || each.key.size() > best->key.size())) best = &each;
  }
  return best;
}

bool IsOff(const Tree& tree) {
  return tree.is_null() || (tree.is_scalar() && tree.value == Value(false));
}

Tree Text(const Tree& at, std::string_view text) {
  Tree tree;
  tree.at = tree.text_at = at.at;
  tree.value = tree.text = Value(text);
  return tree;
}

class Reading {
 public:
  Reading(LayerReader& reader, const LayerPlace& place) : reader_(reader), place_(place) {}

  void Read(const Tree& tree) {
    for (const config::Member& member : tree.members) Key(member);
  }

 private:
  using Part = void (Reading::*)(const Tree& tree);

  void Key(const config::Member& member) {
    constexpr std::array<std::pair<std::string_view, Part>, 5> kParts{
        {{"graphs", &Reading::Graphs},
         {"env", &Reading::Env},
         {"store", &Reading::Store},
         {"checkpointer", &Reading::Checkpointer},
         {"http", &Reading::Http}}};
    const auto part =
        std::ranges::find(kParts, member.key, [](const auto& one) { return one.first; });
    const bool has_parts = member.value.is_mapping() || member.key == "env";
    if (part != kParts.end() && has_parts) return (this->*part->second)(member.value);
    Warn(member.key, member.at);
  }

  void Warn(const std::string& path, config::Mark at) {
    const Instead* const instead = FindInstead(path);
    if (instead != nullptr && instead->words.empty()) return;
    Error warning("langgraph_key", "'" + path + "' has no counterpart here, and is left out");
    if (instead != nullptr) warning.Fix(std::string(instead->words));
    Tell(std::move(warning), at);
  }

  void Tell(Error warning, config::Mark at) {
    reader_.Warn(std::move(warning)
                     .Operation("read the configuration")
                     .Resource(place_.file)
                     .At(place_.file, at.line, at.column));
  }

  void Set(const std::string& path, const Tree& tree) { reader_.ReadPath(path, tree, place_); }

  // NAME: "./file:variable", or {path, description}.
  void Graphs(const Tree& tree) {
    for (const config::Member& member : tree.members) {
      const Tree* const path =
          member.value.is_mapping() ? member.value.Find("path") : &member.value;
      if (path != nullptr && path->is_string())
        Graph(member.key, *path);
      else
        Warn("graphs." + member.key, member.at);
    }
  }

  void Graph(const std::string& name, const Tree& tree) {
    const std::string code(tree.value.as_text());
    const fs::path file = code.substr(0, code.rfind(':'));
    const std::string kind = file.extension().string();
    if (kind == ".yaml" || kind == ".yml")
      return Set("workflows." + name, Text(tree, file.string()));
    fs::path workflow = file;
    workflow.replace_extension(".yaml");
    std::error_code problem;
    if (fs::exists(fs::path(place_.folder) / workflow, problem))
      return Set("workflows." + name, Text(tree, workflow.string()));
    Tell(Error("langgraph_key", "the graph '" + name + "' is code (" + code +
                                    "), which is not loaded: it is not served")
             .Fix("write it as the workflow " + workflow.lexically_normal().string() +
                  ", which is then served as '" + name + "'"),
         tree.at);
  }

  // Settings among the variables count; the others are nobody's here.
  void Env(const Tree& tree) {
    bool has_others = !tree.is_mapping() && !IsOff(tree);
    for (const config::Member& member : tree.members) {
      const bool is_setting = member.key.starts_with(kVariables) && member.value.is_scalar();
      if (is_setting) ReadVariable(reader_, member.key, std::string(member.value.text.as_text()));
      has_others = has_others || !is_setting;
    }
    if (has_others) Warn("env", tree.at);
  }

  void Store(const Tree& tree) {
    for (const config::Member& member : tree.members) {
      if (member.key == "ttl" && member.value.is_mapping())
        Ttl("store.ttl", member.value, "items.ttl", "");
      else
        Warn("store." + member.key, member.at);
    }
  }

  void Checkpointer(const Tree& tree) {
    for (const config::Member& member : tree.members) {
      if (member.key == "ttl" && member.value.is_mapping())
        Threads(member.value);
      else
        Warn("checkpointer." + member.key, member.at);
    }
  }

  // What is kept of a thread whose time is over: nothing, or its newest checkpoint.
  void Threads(const Tree& tree) {
    const Tree* const strategy = tree.Find("strategy");
    const bool keeps = strategy != nullptr && strategy->value == Value("keep_latest");
    if (keeps) Set("retention.checkpoints", Number(tree, 1));
    Ttl("checkpointer.ttl", tree, keeps ? "" : "retention.finished", "retention.sweep");
  }

  // Minutes become settings; an empty setting = it has none.
  void Ttl(const std::string& path, const Tree& tree, const std::string& lives,
           const std::string& sweeps) {
    for (const config::Member& member : tree.members) {
      if (member.key == "default_ttl") {
        Minutes(member.value, lives);
      } else if (member.key == "sweep_interval_minutes") {
        Minutes(member.value, sweeps);
      } else if (member.key != "strategy" && member.key != "refresh_on_read" &&
                 member.key != "sweep_limit") {
        Warn(path + "." + member.key, member.at);
      }
    }
  }

  void Minutes(const Tree& tree, const std::string& setting) {
    if (!setting.empty() && !tree.is_null())
      Set(setting, Text(tree, std::string(tree.text.as_text()) + "m"));
  }

  static Tree Number(const Tree& at, std::int64_t number) {
    Tree tree = Text(at, std::to_string(number));
    tree.value = Value(number);
    return tree;
  }

  void Http(const Tree& tree) {
    for (const config::Member& member : tree.members) {
      if (member.key == "cors" && member.value.is_mapping())
        Cors(member.value);
      else if (!IsOff(member.value))
        Warn("http." + member.key, member.at);
    }
  }

  void Cors(const Tree& tree) {
    for (const config::Member& member : tree.members) {
      if (member.key == "allow_origins")
        Set("server.cors", member.value);
      else
        Warn("http.cors." + member.key, member.at);
    }
  }

  LayerReader& reader_;
  const LayerPlace& place_;
};

}  // namespace

bool IsLangGraph(const std::string& file) { return fs::path(file).filename() == "langgraph.json"; }

void ReadLangGraph(LayerReader& reader, const Tree& tree, const LayerPlace& place) {
  Reading(reader, place).Read(tree);
}

}  // namespace dashflow::settings
