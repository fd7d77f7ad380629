// SPDX-License-Identifier: Apache-2.0
#include "host/graph/definition.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

TEST(ReadDefinition, NamesTheFileThatIsNotThere) {
  const ParseReport report = ReadDefinition("/nowhere/flow.yaml");
  EXPECT_EQ(report.definition, nullptr);
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].code(), "workflow_not_found");
  EXPECT_EQ(report.errors[0].resource(), "/nowhere/flow.yaml");
}

TEST(ReadDefinition, RefusesAFolderAndABinaryFile) {
  EXPECT_EQ(ReadDefinition("/").errors.at(0).code(), "not_a_file");
  const ParseReport report = ReadDefinition("/proc/self/exe");
  EXPECT_EQ(report.definition, nullptr);
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_TRUE(report.errors[0].code() == "not_text" || report.errors[0].code() == "file_too_large");
}

TEST(ReadDefinition, KeepsFileAndText) {
  const auto path =
      std::filesystem::temp_directory_path() / ("df_flow_" + std::to_string(getpid()) + ".yaml");
  const std::string text = "dashflow: 1\nname: t\nnodes: {}\nedges: []\n";
  std::ofstream(path) << text;
  const ParseReport report = ReadDefinition(path.string());
  std::filesystem::remove(path);
  ASSERT_NE(report.definition, nullptr);
  EXPECT_EQ(report.definition->file, path.string());
  EXPECT_EQ(report.definition->text, text);
  EXPECT_FALSE(report.definition->incomplete);
}

TEST(ParseDefinition, GivesWhatIsLeftOfABrokenOne) {
  const ParseReport report = ParseDefinition(
      "f", "dashflow: 1\nname: t\nnodes: {a: {type: x.y, tpye: 1}, b: 5}\nedges: [5, a -> b]\n");
  ASSERT_NE(report.definition, nullptr);
  EXPECT_TRUE(report.definition->incomplete);
  EXPECT_EQ(report.errors.size(), 3U);
  EXPECT_EQ(report.definition->nodes.size(), 2U);
  EXPECT_EQ(report.definition->edges.size(), 1U);
}

TEST(ParseDefinition, GivesNothingOfWhatIsNoMapping) {
  EXPECT_EQ(ParseDefinition("f", "[1]").definition, nullptr);
  EXPECT_EQ(ParseDefinition("f", "a: [").definition, nullptr);
  EXPECT_EQ(ParseDefinition("f", "").errors.at(0).code(), "empty_file");
}

TEST(ParseDefinition, TakesJson) {
  const Compiled compiled(
      R"({"dashflow": 1, "name": "t", "nodes": {"n": {"type": "test.step"}}, "edges": ["START -> n"]})");
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
}

TEST(Compile, FindsTheMistakesOfBothPassesInTheirOrder) {
  const Compiled compiled(
      "dashflow: 1\nname: t\nnodes:\n  a: {type: test.stpe}\n  b: {type: test.step, retyr: 1}\n"
      "edges:\n  - START -> c\n  - {from: a, to: b, wehn: x}\n");
  EXPECT_EQ(compiled.ErrorText(),
            "4:13 plugin_not_found: no plugin offers test.stpe | did you mean 'test.step'?\n"
            "5:24 unknown_key: unknown key 'retyr' in node 'b' | did you mean 'retry'?\n"
            "7:14 unknown_node: there is no node 'c' | did you mean 'a'?\n"
            "8:22 unknown_key: unknown key 'wehn' in an edge | did you mean 'when'?\n");
}

}  // namespace
}  // namespace dashflow::graph
