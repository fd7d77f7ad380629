// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/shapes.h"

#include <algorithm>
#include <array>

namespace dashflow::graph {
namespace {

constexpr Property kWorkflow[] = {
    {"dashflow", "version of the language", R"({"const": 1})", true},
    {"name", "what the workflow is called in lists and logs", R"({"type": "string"})", true},
    {"description", "what it is for", R"({"type": "string"})"},
    {"params",
     "constants of a run: params.<name> in CEL, ${params.<name>} in with:; given by --param",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/param"}})"},
    {"state", "the channels: name and schema",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/channel"}})"},
    {"input", "channels that a run may be given; default: all",
     R"({"$ref": "#/definitions/names"})"},
    {"output", "channels that a run returns; default: all", R"({"$ref": "#/definitions/names"})"},
    {"nodes", "the nodes: name and what it does",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/node"}})", true},
    {"edges", "what runs after what: START -> a -> END, or {from, to, when}",
     R"({"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/definitions/edge"}]}})",
     true},
    {"defaults", "rules for every node that does not set them itself",
     R"({"$ref": "#/definitions/defaults"})"},
    {"interrupt", "where every run stops and waits to be resumed",
     R"({"$ref": "#/definitions/interrupt"})"},
    {"limits", "what one run may use up", R"({"$ref": "#/definitions/limits"})"},
    {"durability", "when a step is announced: sync = once it is stored",
     R"({"enum": ["sync", "async", "exit"]})"},
    {"requires", "versions of plugins: {text: \">= 1.2\"}",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/name"}})"},
    {"metadata", "notes for other programs", R"({"type": "object"})"},
    {"tags", "words to find it by", R"({"$ref": "#/definitions/names"})"},
    {"unknown_writes", "what a write to a channel that is not declared is",
     R"({"enum": ["error", "ignore"]})"},
    {"on_failure", "runs once when the run fails, times out or is cancelled",
     R"({"$ref": "#/definitions/name"})"},
    {"root", "the channel whose bare value is input and output",
     R"({"$ref": "#/definitions/name"})"},
    {"migrate", "how threads of older versions come to this one",
     R"({"type": "array", "items": {"$ref": "#/definitions/migration"}})"},
    {"tests", "cases that `dashflow workflow test` runs",
     R"({"type": "array", "items": {"$ref": "#/definitions/test"}})"},
};

constexpr Property kParam[] = {
    {"default", "its value when none is given", ""},
};

constexpr Property kChannel[] = {
    {"default", "its value when a run begins", ""},
    {"reduce", "how a write joins what is there", R"({"$ref": "#/definitions/reducer"})"},
    {"keep", "how long a write lasts, and how many there may be",
     R"({"enum": ["one", "latest", "after_finish", "ephemeral", "untracked", "topic"]})"},
    {"accumulate", "a topic keeps what came in earlier steps", R"({"type": "boolean"})"},
    {"private", "never part of input or output", R"({"type": "boolean"})"},
};

template <std::size_t kFirst, std::size_t kSecond>
constexpr auto Joined(const std::array<Property, kFirst>& first,
                      const std::array<Property, kSecond>& second) {
  std::array<Property, kFirst + kSecond> all;
  std::ranges::copy(second, std::ranges::copy(first, all.begin()).out);
  return all;
}

constexpr auto kNodeBody = std::to_array<Property>({
    {"type", "the node type: <plugin>.<type>", R"({"type": "string"})"},
    {"with", "the configuration of the node type", R"({"type": ["object", "null"]})"},
    {"workflow", "a subworkflow: a file, relative to this one, or a name", R"({"type": "string"})"},
    {"in",
     "port: channel, {cel: …} or {value: …}; a required port that is not named meets the channel "
     "of its name",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
    {"out", "port: channel; a port that is not named meets the channel of its name",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/name"}})"},
});

// What a node and `defaults:` have in common.
constexpr auto kRules = std::to_array<Property>({
    {"retry", "when a failed attempt is made again; of a list, the first that matches",
     R"({"anyOf": [{"$ref": "#/definitions/retry"}, {"type": "array", "items": {"$ref": "#/definitions/retry"}}]})"},
    {"timeout", "how long an attempt may take",
     R"({"anyOf": [{"$ref": "#/definitions/duration"}, {"$ref": "#/definitions/timeout"}]})"},
    {"goto", "the nodes that it may jump to by itself", R"({"$ref": "#/definitions/names"})"},
    {"concurrency", "how many tasks of it run at once",
     R"({"anyOf": [{"type": "integer", "minimum": 1}, {"$ref": "#/definitions/concurrency"}]})"},
    {"set", "further writes when it succeeds; out.<port> is readable",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/write"}})"},
    {"on_error", "which node runs in place of a failed task",
     R"({"anyOf": [{"$ref": "#/definitions/name"}, {"type": "array", "items": {"$ref": "#/definitions/handler"}}]})"},
    {"expire", "what happens to a question that nobody answers",
     R"({"$ref": "#/definitions/expiry"})"},
    {"cache", "results of earlier runs with the same inputs", R"({"$ref": "#/definitions/cache"})"},
    {"defer", "runs only when nothing else is left to run", R"({"type": "boolean"})"},
    {"isolation", "in a process of its own", R"({"enum": ["process"]})"},
    {"checkpoint", "where a subworkflow keeps its state, also one that the node calls by name",
     R"({"enum": ["inherit", "own", "none"]})"},
});

constexpr auto kNodeNotes = std::to_array<Property>({
    {"description", "what the node is for", R"({"type": "string"})"},
    {"metadata", "notes for other programs", R"({"type": "object"})"},
});

constexpr auto kNode = Joined(Joined(kNodeBody, kRules), kNodeNotes);

constexpr Property kEdge[] = {
    {"from", "a node, several that must all have run, or START",
     R"({"$ref": "#/definitions/origin"})"},
    {"gather", "followed once, after all tasks of this node", R"({"$ref": "#/definitions/name"})"},
    {"to", "a node, several, END, or an each", R"({"$ref": "#/definitions/target"})"},
    {"when", "followed if true", R"({"$ref": "#/definitions/expression"})"},
    {"switch", "its text chooses the case", R"({"$ref": "#/definitions/expression"})"},
    {"cases", "<text>: where to",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/target"}})"},
    {"default", "where to when no case fits", R"({"$ref": "#/definitions/target"})"},
    {"route", "the first whose condition is true",
     R"({"type": "array", "items": {"$ref": "#/definitions/arm"}})"},
    {"each", "a list: one task for each element", R"({"$ref": "#/definitions/expression"})"},
    {"as", "the port that gets the element", R"({"$ref": "#/definitions/name"})"},
    {"send", "port: {cel: item}, a channel or {value: …}",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
};

constexpr Property kInterrupt[] = {
    {"before", "nodes, or \"*\"", R"({"$ref": "#/definitions/origin"})"},
    {"after", "nodes, or \"*\"", R"({"$ref": "#/definitions/origin"})"},
};

constexpr Property kLimits[] = {
    {"steps", "supersteps of a run", R"({"type": "integer", "minimum": 1})"},
    {"tasks", "tasks of one superstep", R"({"type": "integer", "minimum": 1})"},
    {"time", "how long a run may take", R"({"$ref": "#/definitions/duration"})"},
    {"state", "size of the state", R"({"$ref": "#/definitions/size"})"},
};

constexpr Property kMigration[] = {
    {"from", "a version, or \"*\"", R"({"type": "string", "pattern": "^(\\*|w-[0-9a-f]{32})$"})",
     true},
    {"rename", "old name: new name, of channels and nodes",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/name"}})"},
    {"drop", "channels and nodes that are left behind", R"({"$ref": "#/definitions/names"})"},
    {"defaults", "values of new channels", R"({"type": "object"})"},
};

constexpr Property kTest[] = {
    {"name", "what the case is called", R"({"type": "string"})", true},
    {"input", "the input of the run", ""},
    {"params", "values of parameters", R"({"type": "object"})"},
    {"mock", "node: {port: value}, in place of running it",
     R"({"type": "object", "additionalProperties": {"type": "object"}})"},
    {"fail", "node: {code, times}: attempts that fail",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/failure"}})"},
    {"delay", "node: how long it takes",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/duration"}})"},
    {"answers", "node: the answer to its question", R"({"type": "object"})"},
    {"expect", "what must come of it", R"({"$ref": "#/definitions/expectation"})", true},
};

constexpr Shape kShapes[] = {
    {"workflow", kWorkflow},   {"param", kParam, true}, {"channel", kChannel, true},
    {"node", kNode},           {"defaults", kRules},    {"edge", kEdge},
    {"interrupt", kInterrupt}, {"limits", kLimits},     {"migration", kMigration},
    {"test", kTest},
};

}  // namespace

std::span<const Shape> Shapes() { return kShapes; }

}  // namespace dashflow::graph
