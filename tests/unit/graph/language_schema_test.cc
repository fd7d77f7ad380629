// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#define VALIJSON_USE_EXCEPTIONS 1
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "host/config/yaml_document.h"
#include "host/graph/schema/interface_schema.h"
#include "host/graph/schema/language_schema.h"
#include "host/graph/test_file.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"
#include "tests/support/graph/fake_types.h"
#include "tests/unit/graph/invalid.h"
#include "tests/unit/graph/whole_language.h"

namespace dashflow::graph {
namespace {

const std::filesystem::path kConfig = std::filesystem::path(DASHFLOW_SOURCE_DIR) / "config";

std::string TextOf(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// By another implementation of JSON Schema than the host's own.
class Published {
 public:
  Published() : Published(ParseJson(TextOf(kConfig / "schema/workflow-1.json")).value()) {}
  explicit Published(const Value& schema) : document_(boost::json::parse(ToJson(schema))) {
    valijson::SchemaParser().populateSchema(Adapter(document_), schema_);
  }

  bool Takes(std::string_view yaml) const {
    const config::YamlReport report = config::ParseYaml(yaml, {});
    const boost::json::value value = boost::json::parse(ToJson(ToValue(report.tree.value())));
    return valijson::Validator().validate(schema_, Adapter(value), nullptr);
  }

 private:
  using Adapter = valijson::adapters::BoostJsonAdapter;
  boost::json::value document_;
  valijson::Schema schema_;
};

TEST(LanguageSchema, IsTheOneThatIsPublished) {
  EXPECT_EQ(TextOf(kConfig / "schema/workflow-1.json"), ToPrettyJson(LanguageSchema()) + "\n")
      << "write it again: dashflow workflow schema --no-plugins > config/schema/workflow-1.json";
}

TEST(LanguageSchema, TakesTheExamples) {
  const Published published;
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kConfig / "workflows")) {
    if (entry.path().extension() != ".yaml" || IsTestFile(entry.path())) continue;
    EXPECT_TRUE(published.Takes(TextOf(entry.path()))) << entry.path();
    ++count;
  }
  EXPECT_GT(count, 0);
}

TEST(LanguageSchema, TakesTheWholeLanguage) {
  const Published published;
  EXPECT_TRUE(published.Takes(kAhead));
  EXPECT_TRUE(published.Takes(kToday));
  EXPECT_TRUE(Compiled(kToday).ok()) << Compiled(kToday).ErrorText();
}

TEST(LanguageSchema, RefusesWhatTheLanguageHasNot) {
  const Published published;
  const std::string base(kBase);
  ASSERT_TRUE(published.Takes(base));
  for (const std::string_view more :
       {"banana: 1\n", "durability: synk\n", "limits: {time: 5}\n", "limits: {state: 1XB}\n",
        "migrate: [{from: w-1}]\n", "tests: [{name: x}]\n", "defaults: {with: {}}\n"})
    EXPECT_FALSE(published.Takes(base + std::string(more))) << more;
}

Value SchemaOfTypes() {
  const FakeTypes types;
  return LanguageSchema(types);
}

TEST(LanguageSchema, KnowsSettingsAndPortsOfNodeTypes) {
  const Published schema(SchemaOfTypes());
  const std::string base(kBase);
  const auto with_node = [&](const std::string& node) {
    std::string yaml = base;
    return yaml.replace(yaml.find("{type: test.step}"), 17, node);
  };
  for (const std::string node :
       {"{type: test.step, with: {x: [1]}}", "{type: test.count, with: {max_bytes: 5}}",
        "{type: test.count, with: {max_bytes: '${params.n}'}}", "{type: test.count, with: ~}",
        "{type: test.count, in: {path: a}, out: {words: a}}", "{type: test.bare, with: {}}",
        "{workflow: other.yaml, in: {any: a}}"})
    EXPECT_TRUE(schema.Takes(with_node(node))) << node;
  for (const std::string node :
       {"{type: test.none}", "{type: test.count, with: {max_byte: 5}}",
        "{type: test.count, with: {max_bytes: x}}", "{type: test.count, in: {pth: a}}",
        "{type: test.count, out: {word: a}}", "{type: test.bare, with: {x: 1}}"})
    EXPECT_FALSE(schema.Takes(with_node(node))) << node;
}

TEST(LanguageSchema, TellsTheLawsOfReducers) {
  const Value schema = LanguageSchema();
  const Value& choices = *schema.Find("definitions")->Find("reducer")->Find("anyOf");
  std::map<std::string, std::string> laws;
  choices.ForEachElement([&](const Value& choice) {
    if (const Value* name = choice.Find("const"))
      laws.emplace(name->as_text(), choice.Find("description")->as_text());
  });
  EXPECT_EQ(laws.at("max"), "associative, commutative, idempotent");
  EXPECT_EQ(laws.at("append"), "obeys no law: the order of writes counts");
}

// Hover and completion of editors show it.
TEST(LanguageSchema, DescribesEveryKey) {
  const Value schema = LanguageSchema();
  schema.Find("definitions")->ForEachMember([&](const Value& name, const Value& shape) {
    const Value* properties = shape.Find("properties");
    const Value* closed = shape.Find("additionalProperties");
    if (properties == nullptr || closed == nullptr) return;
    properties->ForEachMember([&](const Value& key, const Value& property) {
      const bool keyword = shape.Find("patternProperties") != nullptr && property.empty();
      EXPECT_TRUE(keyword || property.Find("description") != nullptr)
          << name.as_text() << "." << key.as_text();
    });
  });
}

TEST(InterfaceSchema, TellsWhatAWorkflowTakesAndReturns) {
  const std::string yaml =
      "dashflow: 1\nname: t\ndescription: d\nparams: {n: {type: integer}, m: {default: 2}}\n"
      "state:\n  a: {type: string}\n  b: {type: integer, default: 3}\n"
      "  c: {type: integer, reduce: append}\n  d: {type: string, private: true}\n"
      "input: [a, b, c]\noutput: [b, c]\nnodes: {x: {type: test.step}}\nedges: [START -> x]\n";
  const ParseReport parsed = ParseDefinition("f", yaml);
  const Compiled compiled(yaml, {}, true);
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  const Value face = InterfaceSchema(*parsed.definition, compiled.workflow());
  EXPECT_EQ(*face.Find("name"), Value("t"));
  EXPECT_EQ(*face.Find("description"), Value("d"));
  const auto part = [&](std::string_view name) {
    return ToJson(face.Find(name)->Erase("$schema"));
  };
  EXPECT_EQ(part("params"),
            R"({"type":"object","properties":{"n":{"type":"integer"},"m":{"default":2}},)"
            R"("required":["n"],"additionalProperties":false})");
  EXPECT_EQ(
      part("input"),
      R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer",)"
      R"("default":3},"c":{"type":"integer"}},"required":["a"],"additionalProperties":false})");
  EXPECT_EQ(part("output"),
            R"({"type":"object","properties":{"b":{"type":"integer"},"c":{"type":"array",)"
            R"("items":{"type":"integer"}}},"required":[],"additionalProperties":false})");
}

// The tables of the schema against those of the parser.
TEST(LanguageSchema, KnowsNoKeyThatTheParserDoesNot) {
  const Value schema = LanguageSchema();
  const auto expect_known = [](const std::string& yaml) {
    const ParseReport report = ParseDefinition("f", yaml);
    EXPECT_EQ(Describe(report.errors).find("unknown key"), std::string::npos)
        << Describe(report.errors);
  };
  schema.Find("properties")->ForEachMember([&](const Value& key, const Value&) {
    expect_known(std::string(key.as_text()) + ": ~\n");
  });
  const Value& node = *schema.Find("definitions")->Find("node")->Find("properties");
  node.ForEachMember([&](const Value& key, const Value&) {
    expect_known("nodes: {n: {" + std::string(key.as_text()) + ": ~}}\n");
  });
}

}  // namespace
}  // namespace dashflow::graph
