// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/defaults.h"

namespace dashflow::schema {
namespace {

constexpr int kMaxDefaultsInside = 16;  // a schema may have itself as a default's schema

class Filler {
 public:
  explicit Filler(const Graph& graph) : graph_(graph) {}

  Value Fill(NodeId id, Value value) {
    const Node& node = graph_.nodes[id];
    if (node.reference != kNoNode) value = Fill(node.reference, std::move(value));
    if (node.combination) {
      for (const NodeId part : node.combination->all) value = Fill(part, std::move(value));
    }
    if (value.is_object() && node.object) return FillMembers(*node.object, std::move(value));
    if (value.is_array() && node.array) return FillElements(*node.array, std::move(value));
    return value;
  }

 private:
  Value FillMembers(const ObjectRules& rules, Value value) {
    for (const auto& [name, id] : rules.properties) {
      const Value* member = value.Find(name);
      if (member != nullptr) {
        value = Replace(std::move(value), name, *member, Fill(id, *member));
      } else if (const Value* initial = DefaultOf(id);
                 initial != nullptr && inside_ < kMaxDefaultsInside) {
        ++inside_;
        value = std::move(value).Set(name, Fill(id, *initial));
        --inside_;
      }
    }
    return value;
  }

  Value FillElements(const ArrayRules& rules, Value value) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const NodeId id = i < rules.first.size() ? rules.first[i] : rules.rest;
      if (id == kNoNode) break;
      Value filled = Fill(id, value.At(i));
      if (!filled.SharesWith(value.At(i))) value = std::move(value).SetAt(i, std::move(filled));
    }
    return value;
  }

  static Value Replace(Value object, const std::string& name, const Value& before, Value after) {
    return after.SharesWith(before) ? std::move(object)
                                    : std::move(object).Set(name, std::move(after));
  }

  const Value* DefaultOf(NodeId id) const {
    const Node& node = graph_.nodes[id];
    if (node.initial) return &*node.initial;
    return node.reference != kNoNode ? DefaultOf(node.reference) : nullptr;
  }

  const Graph& graph_;
  int inside_ = 0;
};

}  // namespace

Value FillDefaults(const Graph& graph, const Value& value) { return Filler(graph).Fill(0, value); }

}  // namespace dashflow::schema
