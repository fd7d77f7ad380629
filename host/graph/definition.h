// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/channel/channel.h"
#include "host/config/tree.h"
#include "host/graph/workflow.h"

namespace dashflow::graph {

using config::Mark;

// A name in the file.
struct NameRef {
  std::string name;
  Mark at;
};

// A CEL expression in the file, not yet compiled.
struct CelText {
  std::string text;
  Mark at;  // of its first character
  int next_column = 1;
};

// `channel`, `{cel: …}` or `{value: …}`.
struct SourceText {
  Source::From from = Source::From::kAbsent;
  NameRef channel;
  Value value;
  CelText cel;
  Mark at;
};

struct PortSource {
  NameRef port;
  SourceText source;
};

struct PortTarget {
  NameRef port;
  NameRef channel;
};

struct ParamDefinition {
  NameRef name;
  const config::Tree* tree = nullptr;  // inside Definition::document
  Value schema;                        // an object
  std::optional<Value> initial;        // its default
  Mark initial_at;
};

struct ChannelDefinition {
  NameRef name;
  const config::Tree* tree = nullptr;  // inside Definition::document
  Value schema;                        // an object
  std::optional<Value> initial;
  Mark initial_at;
  std::optional<NameRef> reduce;
  channel::Keep keep = channel::Keep::kOne;  // not kReduced: see `reduce`
  bool is_private = false;
};

// One entry of `set:`.
struct WriteDefinition {
  NameRef channel;
  SourceText source;
  bool overwrite = false;  // replaces instead of reducing
};

// One entry of `on_error:`.
struct HandlerDefinition {
  std::vector<std::string> errors;  // codes or categories; empty = all
  NameRef to;
};

// Exactly one of `to` and `answer`, once it was read without an error.
struct ExpiryDefinition {
  std::chrono::nanoseconds after{0};
  std::optional<NameRef> to;
  std::optional<Value> answer;
  Mark answer_at;
};

struct CacheDefinition {
  std::optional<std::chrono::nanoseconds> ttl;  // none = for ever
  std::optional<CelText> key;                   // none = the inputs
};

// What a node and `defaults:` have in common.
struct NodeRules {
  std::optional<std::vector<RetryPolicy>> retry;
  std::optional<TimeoutPolicy> timeout;
  std::optional<std::vector<NameRef>> jumps;
  std::optional<std::uint32_t> concurrency;
  std::optional<std::uint32_t> host_concurrency;
  std::optional<std::vector<WriteDefinition>> set;
  std::optional<std::vector<HandlerDefinition>> on_error;
  std::optional<ExpiryDefinition> expire;
  std::optional<CacheDefinition> cache;
  std::optional<bool> defer;
  std::optional<bool> isolated;  // in a process of its own
  std::optional<SubCheckpoint> checkpoint;
};

struct Definition;

struct NodeDefinition {
  NameRef name;
  NameRef type;      // empty for a subworkflow, and when it was refused
  NameRef workflow;  // a file or a name; empty for a node type
  std::shared_ptr<const Definition> subworkflow;  // what it says; null = not read
  const config::Tree* with = nullptr;             // inside Definition::document; null = not given
  std::vector<PortSource> in;
  std::vector<PortTarget> out;
  NodeRules rules;  // those of `defaults` filled in
  std::string description;
  Value metadata;
};

// `{each: list, to: b, as: port}`; several names after `to` are several of these.
struct EachDefinition {
  CelText list;
  NameRef to;
  std::vector<PortSource> send;
};

struct TargetDefinition {
  NameRef name;                        // "END" too
  std::optional<EachDefinition> each;  // then `name` is empty
};

struct ArmDefinition {
  std::optional<CelText> when;
  NameRef key;  // of a case
  std::vector<TargetDefinition> to;
};

struct EdgeDefinition {
  Edge::Kind kind = Edge::Kind::kAlways;
  bool gather = false;
  std::vector<NameRef> from;  // "START" too; several = a join
  std::optional<CelText> subject;
  std::vector<ArmDefinition> arms;
  int default_arm = -1;
  Mark at;
};

struct InputName {
  NameRef name;
  bool optional = false;
};

struct InterruptNames {
  bool all = false;  // "*"
  std::vector<NameRef> names;
};

struct Requirement {
  NameRef plugin;
  NameRef range;  // ">= 1.2"
};

struct NamedValue {
  NameRef name;
  Value value;
  Mark at;  // of the value
};

struct Renaming {
  NameRef before;
  NameRef after;
};

// One entry of `migrate:`.
struct MigrationDefinition {
  NameRef from;  // a version, or "*"
  std::vector<Renaming> rename;
  std::vector<NameRef> drop;
  std::vector<NamedValue> defaults;
};

struct MockDefinition {
  NameRef node;
  std::vector<NamedValue> outputs;  // ports, or channels of an open node
};

struct FailureDefinition {
  NameRef node;
  std::string code;
  std::int64_t times = 1;
};

struct DelayDefinition {
  NameRef node;
  std::chrono::nanoseconds time{0};
};

struct RunCount {
  NameRef node;
  std::int64_t count = 0;
};

struct ExpectDefinition {
  std::string status;  // empty = not asked
  std::optional<Value> output;
  Mark output_at;
  std::vector<NamedValue> outputs;  // its members, where it is a mapping
  std::vector<RunCount> runs;
  std::vector<NameRef> path;
  std::vector<NamedValue> state;
  std::string error;
};

// One entry of `tests:`.
struct TestDefinition {
  NameRef name;
  std::optional<Value> input;
  Mark input_at;
  std::vector<NamedValue> inputs;  // its members, where it is a mapping
  std::vector<NamedValue> params;
  std::vector<MockDefinition> mock;
  std::vector<FailureDefinition> fail;
  std::vector<DelayDefinition> delay;
  std::vector<NamedValue> answers;
  ExpectDefinition expect;
};

// A workflow as it is written: names are not resolved, expressions not compiled. Plain data.
struct Definition {
  std::string file;
  std::string text;
  std::shared_ptr<const config::Tree> document;
  std::vector<Mark> refused;  // RefusedPlaces(*document)
  std::string version;      // "w-…": hash of the normal form, and of the versions of subworkflows
  bool incomplete = false;  // something was refused

  std::string name;
  std::string description;
  std::vector<ParamDefinition> params;
  std::vector<ChannelDefinition> state;
  std::optional<std::vector<InputName>> input;
  std::optional<std::vector<NameRef>> output;
  std::vector<NodeDefinition> nodes;
  std::vector<EdgeDefinition> edges;
  InterruptNames interrupt_before;
  InterruptNames interrupt_after;
  Limits limits;
  Durability durability = Durability::kSync;
  bool ignore_unknown_writes = false;
  std::vector<Requirement> requirements;
  std::optional<NameRef> on_failure;
  std::optional<NameRef> root;  // the channel whose bare value is input and output
  std::vector<MigrationDefinition> migrations;
  std::vector<TestDefinition> tests;
  std::string tests_file;  // where they stand; empty = in `file`
  Value metadata;
  std::vector<std::string> tags;

  // What it uses of the language that this host does not run yet: not_supported_yet. Compile
  // refuses it, or warns where nothing will run.
  std::vector<Error> unsupported;
};

// Everything that is wrong with the text, sorted by place. `definition` is there even then, without
// what was refused, so that Compile can find the rest in the same pass; it is null when the text is
// no YAML mapping.
struct ParseReport {
  std::shared_ptr<const Definition> definition;
  std::vector<Error> errors;
  std::vector<Error> warnings;
};

// Reads no other file: subworkflows stay names. Errors: those of the file, as YAML and as a
// workflow. [any-thread]
ParseReport ParseDefinition(std::string file, std::string text);

// The file that the configuration calls so; empty = none.
using NamedWorkflows = std::function<std::string(const std::string& name)>;

// Reads the file first, and those of its subworkflows, each once. Errors: workflow_not_found,
// those of ReadTextFile, and subworkflow_… of those files. What is wrong in another file says
// which node uses it. [any-thread]
ParseReport ReadDefinition(const std::string& path, const NamedWorkflows& named = {});

}  // namespace dashflow::graph
