// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/node_parts.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

Value Constant(std::string_view json) { return ParseJson(json).value(); }

// Editors show what stands beside the choice, not in it.
Value KeepNotes(const Value& from, Value to) {
  for (const std::string_view note : {"title", "description", "default"})
    if (const Value* text = from.Find(note)) to = std::move(to).Set(note, *text);
  return to;
}

// Takes a plugin's schema apart and puts it together for a file in which ${…} is not replaced yet.
class Adaptation {
 public:
  explicit Adaptation(std::string_view type) : root_("#/definitions/" + std::string(type)) {}

  // What the object itself must be: never a text.
  Value Outer(const Value& schema) const {
    if (!schema.is_object()) return schema;
    ObjectBuilder adapted;
    schema.ForEachMember([&](const Value& key, const Value& part) {
      adapted.Add(key.as_text(), Part(key.as_text(), part));
    });
    return std::move(adapted).Build();
  }

 private:
  Value Inner(const Value& schema) const {
    Value own = Outer(schema);
    if (!own.is_object() || own.empty() || TakesAnyText(own)) return own;
    const Value text = Constant(R"({"type": "string", "pattern": "\\$\\{"})");
    ArrayBuilder both;
    both.Add(own);
    both.Add(text);
    return KeepNotes(own, Value::EmptyObject().Set("anyOf", std::move(both).Build()));
  }

  static bool TakesAnyText(const Value& schema) {
    const Value* type = schema.Find("type");
    if (type == nullptr || *type != Value("string")) return false;
    bool any = true;
    for (const std::string_view limit :
         {"enum", "const", "pattern", "format", "minLength", "maxLength"})
      any = any && schema.Find(limit) == nullptr;
    return any;
  }

  Value Part(std::string_view key, const Value& part) const {
    if (key == "properties" || key == "patternProperties") return Members(part, &Adaptation::Inner);
    if (key == "definitions") return Members(part, &Adaptation::Outer);
    if (key == "additionalProperties" || key == "contains" || key == "additionalItems")
      return Inner(part);
    if (key == "items") return part.is_array() ? Elements(part, &Adaptation::Inner) : Inner(part);
    if (key == "anyOf" || key == "oneOf" || key == "allOf")
      return Elements(part, &Adaptation::Outer);
    if (key == "if" || key == "then" || key == "else" || key == "not") return Outer(part);
    if (key == "$ref" && part.is_string() && part.as_text().starts_with('#'))
      return Value(root_ + std::string(part.as_text().substr(1)));
    return part;
  }

  using Adapt = Value (Adaptation::*)(const Value&) const;

  Value Members(const Value& schemas, Adapt adapt) const {
    if (!schemas.is_object()) return schemas;
    ObjectBuilder adapted;
    schemas.ForEachMember([&](const Value& key, const Value& schema) {
      adapted.Add(key.as_text(), (this->*adapt)(schema));
    });
    return std::move(adapted).Build();
  }

  Value Elements(const Value& schemas, Adapt adapt) const {
    if (!schemas.is_array()) return schemas;
    ArrayBuilder adapted;
    schemas.ForEachElement([&](const Value& schema) { adapted.Add((this->*adapt)(schema)); });
    return std::move(adapted).Build();
  }

  std::string root_;
};

// A type that takes nothing may have an empty `with` all the same.
Value SettingsOf(const NodeTypeInfo& info) {
  if (info.config_schema.is_null())
    return Constant(R"({"type": ["object", "null"], "maxProperties": 0})");
  const Value schema = Adaptation(info.name).Outer(info.config_schema);
  const Value* required = schema.Find("required");
  const bool optional = required == nullptr || !required->is_array() || required->empty();
  return optional ? schema.Set("type", Constant(R"(["object", "null"])")) : schema;
}

bool NeedsSettings(const NodeTypeInfo& info) {
  const Value* required =
      info.config_schema.is_object() ? info.config_schema.Find("required") : nullptr;
  return required != nullptr && required->is_array() && !required->empty();
}

Value PortsOf(const std::vector<Port>& ports, bool inputs) {
  ObjectBuilder properties;
  for (const Port& port : ports) {
    const std::string presence = inputs && !port.required ? ", optional" : "";
    const std::string text = port.type + presence + (port.doc.empty() ? "" : ": " + port.doc);
    properties.Add(port.name, Value::EmptyObject().Set("description", text));
  }
  return Value::EmptyObject()
      .Set("properties", std::move(properties).Build())
      .Set("additionalProperties", false);
}

Value ThenOf(const NodeTypeInfo& info) {
  const Value properties =
      Value::EmptyObject()
          .Set("with", Value::EmptyObject().Set("$ref", "#/definitions/" + info.name))
          .Set("in", PortsOf(info.inputs, true))
          .Set("out", PortsOf(info.outputs, false));
  const Value then = Value::EmptyObject().Set("properties", properties);
  return NeedsSettings(info) ? then.Set("required", Constant(R"(["with"])")) : then;
}

Value RuleOf(const NodeTypeInfo& info) {
  const Value is_it =
      Value::EmptyObject().Set("type", Value::EmptyObject().Set("const", info.name));
  return Value::EmptyObject()
      .Set("if", Constant(R"({"required": ["type"]})").Set("properties", is_it))
      .Set("then", ThenOf(info));
}

}  // namespace

Value WithNodeParts(const Value& definitions, const NodeTypes& types) {
  Value all = definitions;
  ArrayBuilder choices;
  ArrayBuilder rules;
  for (const std::string& name : types.Names()) {
    const NodeTypeInfo& info = types.Find(name)->info();
    all = std::move(all).Set(name, SettingsOf(info));
    choices.Add(Value::EmptyObject().Set("const", name).Set("description", info.doc));
    rules.Add(RuleOf(info));
  }
  const Value node = *all.Find("node");
  const Value choice =
      node.Find("properties")->Find("type")->Set("anyOf", std::move(choices).Build());
  return std::move(all).Set("node",
                            node.Set("properties", node.Find("properties")->Set("type", choice))
                                .Set("allOf", std::move(rules).Build()));
}

}  // namespace dashflow::graph
