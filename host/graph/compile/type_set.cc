// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/type_set.h"

#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

enum Bit : std::uint32_t {
  kNullBit = 1,
  kBooleanBit = 2,
  kIntegerBit = 4,
  kFractionBit = 8,
  kStringBit = 16,
  kBytesBit = 32,
  kArrayBit = 64,
  kObjectBit = 128,
  kAnyBits = 255,
};

struct Word {
  std::string_view name;
  std::uint32_t bits;
};
// In JSON Schema, 1.0 is an integer and bytes are a string.
constexpr Word kWords[] = {
    {"null", kNullBit},       {"boolean", kBooleanBit},
    {"integer", kIntegerBit}, {"number", kIntegerBit | kFractionBit},
    {"string", kStringBit},   {"bytes", kBytesBit | kStringBit},
    {"array", kArrayBit},     {"object", kObjectBit},
};

std::uint32_t BitsOf(std::string_view word) {
  for (const Word& known : kWords)
    if (known.name == word) return known.bits;
  return kAnyBits;
}

std::uint32_t BitsOfKind(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return kNullBit;
    case Kind::kBool:
      return kBooleanBit;
    case Kind::kInt:
    case Kind::kUint:
      return kIntegerBit;
    case Kind::kDouble:
      return kIntegerBit | kFractionBit;
    case Kind::kString:
      return kStringBit;
    case Kind::kBytes:
      return kBytesBit | kStringBit;
    case Kind::kArray:
      return kArrayBit;
    case Kind::kObject:
      return kObjectBit;
  }
  return kAnyBits;
}

std::uint32_t BitsOfTypes(const Value& types) {
  if (types.is_string()) return BitsOf(types.as_text());
  std::uint32_t bits = 0;
  if (types.is_array()) {
    types.ForEachElement([&bits](const Value& type) {
      bits |= type.is_string() ? BitsOf(type.as_text()) : kAnyBits;
    });
  }
  return bits == 0 ? kAnyBits : bits;
}

std::uint32_t BitsOfChoices(const Value& choices) {
  std::uint32_t bits = 0;
  if (choices.is_array())
    choices.ForEachElement([&bits](const Value& choice) { bits |= BitsOfKind(choice.kind()); });
  return bits == 0 ? kAnyBits : bits;
}

std::uint32_t BitsOfReduced(std::string_view reducer) {
  for (const std::string_view list : {"append", "concat", "union", "messages"})
    if (reducer == list) return kArrayBit;
  if (reducer == "text") return kStringBit;
  if (reducer == "merge") return kObjectBit;
  if (reducer == "and" || reducer == "or") return kBooleanBit;
  return reducer == "sum" ? kIntegerBit | kFractionBit : kAnyBits;
}

}  // namespace

TypeSet TypeSet::Any() { return TypeSet(kAnyBits); }

TypeSet TypeSet::OfPort(std::string_view type) { return TypeSet(BitsOf(type)); }

TypeSet TypeSet::OfSchema(const Value& schema) {
  if (!schema.is_object()) return Any();
  std::uint32_t bits = kAnyBits;
  if (const Value* types = schema.Find("type")) bits &= BitsOfTypes(*types);
  if (const Value* choices = schema.Find("enum")) bits &= BitsOfChoices(*choices);
  if (const Value* only = schema.Find("const")) bits &= BitsOfKind(only->kind());
  return TypeSet(bits);
}

TypeSet TypeSet::OfValue(const Value& value) { return TypeSet(BitsOfKind(value.kind())); }

TypeSet TypeSet::OfWrite(const channel::Channel& channel) {
  return OfSchema(channel.schema.source());
}

TypeSet TypeSet::OfContent(const channel::Channel& channel) {
  if (channel.keep == channel::Keep::kTopic || channel.keep == channel::Keep::kTopicAll)
    return TypeSet(kArrayBit);
  if (channel.reducer == nullptr) return OfWrite(channel);
  const std::uint32_t bits = BitsOfReduced(channel.reducer->name());
  return bits == kAnyBits ? OfWrite(channel) : TypeSet(bits);
}

std::string TypeSet::Name() const {
  std::uint32_t left = bits_;
  std::string name;
  for (const std::string_view word :
       {"null", "boolean", "number", "integer", "string", "bytes", "array", "object"}) {
    const std::uint32_t bits = word == "bytes" ? std::uint32_t{kBytesBit} : BitsOf(word);
    if ((left & bits) != bits) continue;
    left &= ~bits;
    name.append(name.empty() ? "" : " or ").append(word);
  }
  return name;
}

}  // namespace dashflow::graph
