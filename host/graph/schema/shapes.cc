// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/shapes.h"

#include <algorithm>
#include <array>

namespace dashflow::graph {
namespace {

constexpr Property kWorkflow[] = {
    {"dashflow", R"({"const": 1})", true},
    {"name", R"({"type": "string"})", true},
    {"description", R"({"type": "string"})"},
    {"params", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/param"}})"},
    {"state", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/channel"}})"},
    {"input", R"({"$ref": "#/definitions/names"})"},
    {"output", R"({"$ref": "#/definitions/names"})"},
    {"nodes", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/node"}})",
     true},
    {"edges",
     R"({"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/definitions/edge"}]}})",
     true},
    {"defaults", R"({"$ref": "#/definitions/defaults"})"},
    {"interrupt", R"({"$ref": "#/definitions/interrupt"})"},
    {"limits", R"({"$ref": "#/definitions/limits"})"},
    {"durability", R"({"enum": ["sync", "async", "exit"]})"},
    {"requires", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/name"}})"},
    {"metadata", R"({"type": "object"})"},
    {"tags", R"({"$ref": "#/definitions/names"})"},
    {"unknown_writes", R"({"enum": ["error", "ignore"]})"},
    {"on_failure", R"({"$ref": "#/definitions/name"})"},
    {"root", R"({"$ref": "#/definitions/name"})"},
    {"migrate", R"({"type": "array", "items": {"$ref": "#/definitions/migration"}})"},
    {"tests", R"({"type": "array", "items": {"$ref": "#/definitions/test"}})"},
};

constexpr Property kParam[] = {
    {"default", ""},
};

constexpr Property kChannel[] = {
    {"default", ""},
    {"reduce", R"({"$ref": "#/definitions/name"})"},
    {"keep", R"({"enum": ["one", "latest", "after_finish", "ephemeral", "untracked", "topic"]})"},
    {"accumulate", R"({"type": "boolean"})"},
    {"private", R"({"type": "boolean"})"},
};

template <std::size_t kFirst, std::size_t kSecond>
constexpr auto Joined(const std::array<Property, kFirst>& first,
                      const std::array<Property, kSecond>& second) {
  std::array<Property, kFirst + kSecond> all;
  std::ranges::copy(second, std::ranges::copy(first, all.begin()).out);
  return all;
}

constexpr auto kNodeBody = std::to_array<Property>({
    {"type", R"({"type": "string"})"},
    {"with", R"({"type": ["object", "null"]})"},
    {"workflow", R"({"type": "string"})"},
    {"in", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
    {"out", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/name"}})"},
});

// What a node and `defaults:` have in common.
constexpr auto kRules = std::to_array<Property>({
    {"retry",
     R"({"anyOf": [{"$ref": "#/definitions/retry"}, {"type": "array", "items": {"$ref": "#/definitions/retry"}}]})"},
    {"timeout",
     R"({"anyOf": [{"$ref": "#/definitions/duration"}, {"$ref": "#/definitions/timeout"}]})"},
    {"goto", R"({"$ref": "#/definitions/names"})"},
    {"concurrency",
     R"({"anyOf": [{"type": "integer", "minimum": 1}, {"$ref": "#/definitions/concurrency"}]})"},
    {"set", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/write"}})"},
    {"on_error",
     R"({"anyOf": [{"$ref": "#/definitions/name"}, {"type": "array", "items": {"$ref": "#/definitions/handler"}}]})"},
    {"expire", R"({"$ref": "#/definitions/expiry"})"},
    {"cache", R"({"$ref": "#/definitions/cache"})"},
    {"defer", R"({"type": "boolean"})"},
    {"isolation", R"({"enum": ["process"]})"},
    {"checkpoint", R"({"enum": ["inherit", "own", "none"]})"},
});

constexpr auto kNodeNotes = std::to_array<Property>({
    {"description", R"({"type": "string"})"},
    {"metadata", R"({"type": "object"})"},
});

constexpr auto kNode = Joined(Joined(kNodeBody, kRules), kNodeNotes);

constexpr Property kEdge[] = {
    {"from", R"({"$ref": "#/definitions/origin"})"},
    {"gather", R"({"$ref": "#/definitions/name"})"},
    {"to", R"({"$ref": "#/definitions/target"})"},
    {"when", R"({"$ref": "#/definitions/expression"})"},
    {"switch", R"({"$ref": "#/definitions/expression"})"},
    {"cases", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/target"}})"},
    {"default", R"({"$ref": "#/definitions/target"})"},
    {"route", R"({"type": "array", "items": {"$ref": "#/definitions/arm"}})"},
    {"each", R"({"$ref": "#/definitions/expression"})"},
    {"as", R"({"$ref": "#/definitions/name"})"},
    {"send", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/source"}})"},
};

constexpr Property kInterrupt[] = {
    {"before", R"({"$ref": "#/definitions/origin"})"},
    {"after", R"({"$ref": "#/definitions/origin"})"},
};

constexpr Property kLimits[] = {
    {"steps", R"({"type": "integer", "minimum": 1})"},
    {"tasks", R"({"type": "integer", "minimum": 1})"},
    {"time", R"({"$ref": "#/definitions/duration"})"},
    {"state", R"({"$ref": "#/definitions/size"})"},
};

constexpr Property kMigration[] = {
    {"from", R"({"type": "string", "pattern": "^(\\*|w-[0-9a-f]{32})$"})", true},
    {"rename", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/name"}})"},
    {"drop", R"({"$ref": "#/definitions/names"})"},
    {"defaults", R"({"type": "object"})"},
};

constexpr Property kTest[] = {
    {"name", R"({"type": "string"})", true},
    {"input", ""},
    {"params", R"({"type": "object"})"},
    {"mock", R"({"type": "object", "additionalProperties": {"type": "object"}})"},
    {"fail", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/failure"}})"},
    {"delay", R"({"type": "object", "additionalProperties": {"$ref": "#/definitions/duration"}})"},
    {"answers", R"({"type": "object"})"},
    {"expect", R"({"$ref": "#/definitions/expectation"})", true},
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
