// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/shapes.h"

namespace dashflow::graph {
namespace {

constexpr Property kRetry[] = {
    {"attempts", R"({"type": "integer", "minimum": 1})", true},
    {"delay", R"({"$ref": "#/definitions/duration"})"},
    {"factor", R"({"type": "number", "minimum": 1})"},
    {"max_delay", R"({"$ref": "#/definitions/duration"})"},
    {"jitter", R"({"type": "boolean"})"},
    {"errors", R"({"$ref": "#/definitions/names"})"},
};

constexpr Property kTimeout[] = {
    {"attempt", R"({"$ref": "#/definitions/duration"})"},
    {"idle", R"({"$ref": "#/definitions/duration"})"},
    {"total", R"({"$ref": "#/definitions/duration"})"},
};

constexpr Property kConcurrency[] = {
    {"run", R"({"type": "integer", "minimum": 1})"},
    {"host", R"({"type": "integer", "minimum": 1})"},
};

constexpr Property kHandler[] = {
    {"errors", R"({"$ref": "#/definitions/names"})"},
    {"to", R"({"$ref": "#/definitions/name"})", true},
};

constexpr Property kExpiry[] = {
    {"after", R"({"$ref": "#/definitions/duration"})", true},
    {"to", R"({"$ref": "#/definitions/name"})"},
    {"answer", ""},
};

constexpr Property kCache[] = {
    {"ttl", R"({"$ref": "#/definitions/duration"})"},
    {"key", R"({"$ref": "#/definitions/expression"})"},
};

constexpr Property kArm[] = {
    {"when", R"({"$ref": "#/definitions/expression"})"},
    {"to", R"({"$ref": "#/definitions/target"})", true},
    {"each", R"({"$ref": "#/definitions/expression"})"},
    {"as", R"({"$ref": "#/definitions/name"})"},
    {"send", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
};

constexpr Property kFanOut[] = {
    {"each", R"({"$ref": "#/definitions/expression"})", true},
    {"to", R"({"$ref": "#/definitions/origin"})", true},
    {"as", R"({"$ref": "#/definitions/name"})"},
    {"send", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
};

constexpr Property kBracedSource[] = {
    {"cel", R"({"$ref": "#/definitions/expression"})"},
    {"value", ""},
};

constexpr Property kBracedWrite[] = {
    {"cel", R"({"$ref": "#/definitions/expression"})"},
    {"value", ""},
    {"overwrite", R"({"type": "boolean"})"},
};

constexpr Property kFailure[] = {
    {"code", R"({"type": "string"})", true},
    {"times", R"({"type": "integer", "minimum": 1})"},
};

constexpr Property kExpectation[] = {
    {"status", R"({"enum": ["done", "waiting", "failed", "cancelled", "timeout"]})"},
    {"output", ""},
    {"runs", R"({"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}})"},
    {"path", R"({"$ref": "#/definitions/names"})"},
    {"state", R"({"type": "object"})"},
    {"error", R"({"type": "string"})"},
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
    {"origin", R"({"anyOf": [{"$ref": "#/definitions/name"}, {"$ref": "#/definitions/names"}]})"},
    {"expression", R"({"type": ["string", "number", "boolean", "null"], "description": "CEL"})"},
    {"duration",
     R"({"anyOf": [{"const": 0}, {"type": "string", "pattern": "^(0|[0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h|d))$"}]})"},
    {"size",
     R"({"anyOf": [{"const": 0}, {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? ?([KMGT]i?)?B$"}]})"},
    {"source", R"({"anyOf": [{"type": "string"}, {"$ref": "#/definitions/braced_source"}]})"},
    {"write", R"({"anyOf": [{"type": "string"}, {"$ref": "#/definitions/braced_write"}]})"},
    {"target",
     R"({"anyOf": [{"$ref": "#/definitions/name"}, {"$ref": "#/definitions/fan_out"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/target"}}]})"},
};

}  // namespace

std::span<const Shape> FurtherShapes() { return kShapes; }

std::span<const Form> Forms() { return kForms; }

}  // namespace dashflow::graph
