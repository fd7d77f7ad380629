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
  Published() : document_(boost::json::parse(TextOf(kConfig / "schema/workflow-1.json"))) {
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
      << "write it again: dashflow workflow schema > config/schema/workflow-1.json";
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
