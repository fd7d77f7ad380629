// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/shapes.h"

namespace dashflow::graph {
namespace {

constexpr Property kRetry[] = {
    {"attempts", "at most so many, the first among them", R"({"type": "integer", "minimum": 1})",
     true},
    {"delay", "before the second attempt", R"({"$ref": "#/definitions/duration"})"},
    {"factor", "by which each further delay grows", R"({"type": "number", "minimum": 1})"},
    {"max_delay", "the longest delay", R"({"$ref": "#/definitions/duration"})"},
    {"jitter", "delays differ by chance", R"({"type": "boolean"})"},
    {"errors", "codes or categories; default: what says that it may help",
     R"({"$ref": "#/definitions/names"})"},
};

constexpr Property kTimeout[] = {
    {"attempt", "of one attempt", R"({"$ref": "#/definitions/duration"})"},
    {"idle", "without a sign of life", R"({"$ref": "#/definitions/duration"})"},
    {"total", "of all attempts together", R"({"$ref": "#/definitions/duration"})"},
};

constexpr Property kConcurrency[] = {
    {"run", "in one run", R"({"type": "integer", "minimum": 1})"},
    {"host", "in the whole host", R"({"type": "integer", "minimum": 1})"},
};

constexpr Property kHandler[] = {
    {"errors", "codes or categories; default: all", R"({"$ref": "#/definitions/names"})"},
    {"to", "the node that runs instead", R"({"$ref": "#/definitions/name"})", true},
};

constexpr Property kExpiry[] = {
    {"after", "how long the question waits", R"({"$ref": "#/definitions/duration"})", true},
    {"to", "the node that runs instead", R"({"$ref": "#/definitions/name"})"},
    {"answer", "the answer that it gets", ""},
};

constexpr Property kCache[] = {
    {"ttl", "how long a result is good", R"({"$ref": "#/definitions/duration"})"},
    {"key", "results of the same key are the same; default: the inputs",
     R"({"$ref": "#/definitions/expression"})"},
};

constexpr Property kArm[] = {
    {"when", "taken if true; without it, always", R"({"$ref": "#/definitions/expression"})"},
    {"to", "a node, several, END, or an each", R"({"$ref": "#/definitions/target"})", true},
    {"each", "a list: one task for each element", R"({"$ref": "#/definitions/expression"})"},
    {"as", "the port that gets the element", R"({"$ref": "#/definitions/name"})"},
    {"send", "port: {cel: item}, a channel or {value: …}",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
};

constexpr Property kFanOut[] = {
    {"each", "a list: one task for each element", R"({"$ref": "#/definitions/expression"})", true},
    {"to", "the node", R"({"$ref": "#/definitions/origin"})", true},
    {"as", "the port that gets the element", R"({"$ref": "#/definitions/name"})"},
    {"send", "port: {cel: item}, a channel or {value: …}",
     R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
};

constexpr Property kBracedSource[] = {
    {"cel", "an expression over the state", R"({"$ref": "#/definitions/expression"})"},
    {"value", "a constant", ""},
};

constexpr Property kBracedWrite[] = {
    {"cel", "an expression over the state and out.<port>",
     R"({"$ref": "#/definitions/expression"})"},
    {"value", "a constant", ""},
    {"overwrite", "replaces instead of reducing", R"({"type": "boolean"})"},
};

constexpr Property kFailure[] = {
    {"code", "the code of the error", R"({"type": "string"})", true},
    {"times", "attempts that fail", R"({"type": "integer", "minimum": 1})"},
};

constexpr Property kExpectation[] = {
    {"status", "how the run ends",
     R"({"enum": ["done", "waiting", "failed", "cancelled", "timeout"]})"},
    {"output", "what it returns", ""},
    {"runs", "node: how many tasks",
     R"({"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}})"},
    {"path", "nodes in the order in which their tasks finish",
     R"({"$ref": "#/definitions/names"})"},
    {"state", "channel: value", R"({"type": "object"})"},
    {"error", "the code of the error", R"({"type": "string"})"},
};

constexpr Shape kShapes[] = {
    {"retry", kRetry},
    {"timeout", kTimeout},
    {"concurrency", kConcurrency},
    {"handler", kHandler},
    {"expiry", kExpiry},
    {"cache", kCache},
    {"arm", kArm},
    {"fan_out", kFanOut},
    {"braced_source", kBracedSource},
    {"braced_write", kBracedWrite},
    {"failure", kFailure},
    {"expectation", kExpectation},
};

constexpr Form kForms[] = {
    {"name", R"({"type": ["string", "number", "boolean"]})"},
    {"names", R"({"type": "array", "items": {"$ref": "#/definitions/name"}})"},
    {"origin",
     R"({"anyOf": [{"$ref": "#/definitions/name"}, {"$ref": "#/definitions/names"}], "description": "one or several"})"},
    {"expression", R"({"type": ["string", "number", "boolean", "null"], "description": "CEL"})"},
    {"duration",
     R"({"anyOf": [{"const": 0}, {"type": "string", "pattern": "^(0|[0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h|d))$"}], "description": "such as 100ms, 30s, 5m, 2h or 7d"})"},
    {"size",
     R"({"anyOf": [{"const": 0}, {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? ?([KMGT]i?)?B$"}], "description": "such as 64KiB or 1GiB"})"},
    {"source",
     R"({"anyOf": [{"type": "string"}, {"$ref": "#/definitions/braced_source"}], "description": "a channel, {cel: …} or {value: …}"})"},
    {"write",
     R"({"anyOf": [{"type": "string"}, {"$ref": "#/definitions/braced_write"}], "description": "a channel, {cel: …} or {value: …}"})"},
    {"target",
     R"({"anyOf": [{"$ref": "#/definitions/name"}, {"$ref": "#/definitions/fan_out"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/target"}}], "description": "a node, END, a fan-out, or several of them"})"},
};

}  // namespace

std::span<const Shape> FurtherShapes() { return kShapes; }

std::span<const Form> Forms() { return kForms; }

}  // namespace dashflow::graph
