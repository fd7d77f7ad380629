// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/language_schema.h"

#include <string>
#include <utility>

#include "host/graph/parse/schema_keywords.h"
#include "host/graph/schema/node_parts.h"
#include "host/graph/schema/reducer_choice.h"
#include "host/graph/schema/shapes.h"
#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::graph {
namespace {

// REQUIRES: one of the texts of shapes.h.
Value Fragment(std::string_view text) {
  return text.empty() ? Value::EmptyObject() : ParseJson(text).value();
}

Value PropertiesOf(const Shape& shape) {
  ObjectBuilder properties;
  if (shape.takes_schema) {
    for (const std::string_view keyword : SchemaKeywords())
      properties.Add(keyword, Value::EmptyObject());
  }
  for (const Property& property : shape.properties)
    properties.Add(property.key, Fragment(property.schema).Set("description", property.doc));
  return std::move(properties).Build();
}

Value RequiredOf(const Shape& shape) {
  ArrayBuilder required;
  for (const Property& property : shape.properties)
    if (property.required) required.Add(Value(property.key));
  return std::move(required).Build();
}

Value SchemaOf(const Shape& shape) {
  Value schema = Value::EmptyObject()
                     .Set("type", "object")
                     .Set("properties", PropertiesOf(shape))
                     .Set("additionalProperties", false);
  if (shape.takes_schema) {
    // A channel without any key is written as nothing at all.
    schema = schema.Set("type", Fragment(R"(["object", "null"])"))
                 .Set("patternProperties", Fragment(R"({"^x-": {}})"));
  }
  const Value required = RequiredOf(shape);
  return required.empty() ? schema : schema.Set("required", required);
}

Value Definitions() {
  ObjectBuilder definitions;
  for (const Shape& shape : Shapes().subspan(1)) definitions.Add(shape.name, SchemaOf(shape));
  for (const Shape& shape : FurtherShapes()) definitions.Add(shape.name, SchemaOf(shape));
  for (const Form& form : Forms()) definitions.Add(form.name, Fragment(form.schema));
  definitions.Add("reducer", ReducerChoice());
  return std::move(definitions).Build();
}

}  // namespace

Value LanguageSchema() {
  return SchemaOf(Shapes().front())
      .Set("patternProperties", Fragment(R"({"^x-": {}})"))
      .Set("$schema", "http://json-schema.org/draft-07/schema#")
      .Set("title", "DashFlow workflow, version 1")
      .Set("definitions", Definitions());
}

Value LanguageSchema(const NodeTypes& types) {
  const Value schema = LanguageSchema();
  return schema.Set("definitions", WithNodeParts(*schema.Find("definitions"), types));
}

}  // namespace dashflow::graph
