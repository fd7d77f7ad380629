// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "host/graph/draw/formats.h"
#include "host/graph/files/stored_text.h"
#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

constexpr std::string_view kInner =
    "dashflow: 1\nname: inner\nstate:\n  path: {type: string}\n  words: {type: integer}\n"
    "input: [path]\noutput: [words]\nnodes: {count: {type: test.count}}\n"
    "edges: [START -> count -> END]\n";

std::string Outer(const std::string& node) {
  return "dashflow: 1\nname: outer\nstate:\n  file: {type: string}\n  total: {type: integer}\n"
         "input: [file]\noutput: [total]\nnodes:\n  sub: " +
         node + "\nedges: [START -> sub]\n";
}

const std::string kGoodNode = "{workflow: inner.yaml, in: {path: file}, out: {words: total}}";

class Subworkflow : public ::testing::Test {
 protected:
  Subworkflow() {
    std::filesystem::create_directories(folder_ / "below");
    Write("inner.yaml", kInner);
  }
  ~Subworkflow() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name) << text;
  }

  ParseReport Read(const std::string& name) const {
    return ReadDefinition(folder_ / name, [this](const std::string& wanted) {
      return wanted == "known" ? (folder_ / "inner.yaml").string() : std::string();
    });
  }

  CompileReport Check(const std::string& name, bool check_only = true) const {
    return Compile(Read(name), {types_, reducers_, Value::EmptyObject(), check_only});
  }

  // "file:line:column code: message", one a line.
  std::string ErrorsOf(const std::string& name) const {
    std::string text;
    for (const Error& error : Check(name).errors) {
      const std::string file = std::filesystem::path(error.place().file).filename();
      text += file + ":" + std::to_string(error.place().line) + ":" +
              std::to_string(error.place().column) + " " + error.code() + ": " + error.message() +
              "\n";
    }
    return text;
  }

  std::string VersionOf(const std::string& name) const {
    return ReadDefinition(folder_ / name).definition->version;
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      ("subworkflow-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));

 private:
  FakeTypes types_;
  FakeReducers reducers_;
};

TEST_F(Subworkflow, HasItsInputAndOutputAsPorts) {
  Write("outer.yaml", Outer(kGoodNode));
  const CompileReport report = Check("outer.yaml");
  ASSERT_TRUE(report.workflow) << Describe(report.errors);
  const NodePlan& node = report.workflow->nodes.front();
  ASSERT_TRUE(node.subworkflow);
  EXPECT_EQ(node.subworkflow->name, "inner");
  EXPECT_EQ(node.type->name, "workflow inner");
  ASSERT_EQ(node.type->inputs.size(), 1U);
  EXPECT_EQ(node.type->inputs.front().type, "string");
  EXPECT_TRUE(node.type->inputs.front().required);
  EXPECT_EQ(node.outputs.front(), report.workflow->FindChannel("total"));
  EXPECT_EQ(Describe(report.warnings), "");
  EXPECT_EQ(node.type->exec, ExecClass::kAsync);
  EXPECT_TRUE(node.node);
}

TEST_F(Subworkflow, RefusesPortsThatItDoesNotHave) {
  Write("outer.yaml", Outer("{workflow: inner.yaml, in: {pth: file}, out: {word: total}}"));
  EXPECT_EQ(ErrorsOf("outer.yaml"),
            "outer.yaml:9:36 unknown_port: workflow inner has no input port 'pth'\n"
            "outer.yaml:9:54 unknown_port: workflow inner has no output port 'word'\n");
  Write("outer.yaml", Outer("{workflow: inner.yaml, in: {path: total}, out: {words: file}}"));
  EXPECT_EQ(ErrorsOf("outer.yaml"),
            "outer.yaml:9:36 type_mismatch: port 'path' of node 'sub' is string, channel "
            "'total' is integer\n"
            "outer.yaml:9:56 type_mismatch: port 'words' of node 'sub' is integer, channel "
            "'file' is string\n");
}

TEST_F(Subworkflow, TellsMistakesOfTheInnerFileAndWhoUsesIt) {
  Write("inner.yaml", "dashflow: 1\nname: i\nnodes: {a: {type: test.stpe}}\nedge: []\n");
  Write("outer.yaml", Outer(kGoodNode));
  EXPECT_EQ(ErrorsOf("outer.yaml"),
            "inner.yaml:3:19 plugin_not_found: no plugin offers test.stpe\n"
            "inner.yaml:4:1 unknown_key: unknown key 'edge' in the workflow\n");
  for (const Error& error : Check("outer.yaml").errors)
    EXPECT_THAT(error.cause(), EndsWith("outer.yaml:9:19")) << error.message();
}

TEST_F(Subworkflow, IsFoundBesideItsUserOrByTheName) {
  Write("below/middle.yaml",
        "dashflow: 1\nname: m\nnodes: {a: {workflow: ../inner.yaml, in: {path: {value: x}}}, "
        "b: {workflow: known, in: {path: {value: y}}}}\nedges: [START -> a -> b]\n");
  Write("outer.yaml", Outer("{workflow: below/middle.yaml}"));
  EXPECT_EQ(ErrorsOf("outer.yaml"), "");
}

TEST_F(Subworkflow, ThatIsMissingSuggestsItsNeighbours) {
  Write("outer.yaml", Outer("{workflow: iner.yaml}"));
  EXPECT_EQ(ErrorsOf("outer.yaml"),
            "outer.yaml:9:19 subworkflow_not_found: there is no workflow 'iner.yaml'\n");
  EXPECT_EQ(Check("outer.yaml").errors.front().fix(), "did you mean 'inner.yaml'?");
  Write("outer.yaml", Outer("{workflow: below/../iner.yaml}"));
  EXPECT_EQ(Check("outer.yaml").errors.front().fix(), "did you mean 'below/../inner.yaml'?");
  Write("outer.yaml", Outer("{workflow: nowhere/at/all.yaml}"));
  EXPECT_THAT(Check("outer.yaml").errors.front().fix(), HasSubstr("name a file"));
}

TEST_F(Subworkflow, IsNotItsOwn) {
  Write("outer.yaml", Outer("{workflow: below/../outer.yaml}"));
  EXPECT_THAT(ErrorsOf("outer.yaml"),
              HasSubstr("outer.yaml:9:19 subworkflow_cycle: subworkflows lead in a circle: "));
  const auto uses = [](const std::string& name) {
    return "dashflow: 1\nname: x\nnodes: {n: {workflow: " + name + "}}\nedges: [START -> n]\n";
  };
  Write("a.yaml", uses("b.yaml"));
  Write("b.yaml", uses("c.yaml"));
  Write("c.yaml", uses("b.yaml"));
  const CompileReport report = Check("a.yaml");
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_THAT(report.errors.front().place().file, EndsWith("c.yaml"));
  EXPECT_THAT(report.errors.front().message(), HasSubstr("b.yaml -> "));
  EXPECT_THAT(report.errors.front().message(), EndsWith("/b.yaml"));
  EXPECT_THAT(report.errors.front().cause(), HasSubstr("used by node 'n', "));
}

TEST_F(Subworkflow, IsRefusedWhereTooManyAreWithinOneAnother) {
  std::string all = "dashflow: 1\nname: all\nnodes:\n";
  for (int i = 40; i > 0; --i) {
    const std::string name = "f" + std::to_string(i) + ".yaml";
    const std::string next =
        i == 40 ? "inner.yaml, in: {path: {value: x}}" : "f" + std::to_string(i + 1) + ".yaml";
    Write(name,
          "dashflow: 1\nname: x\nnodes: {n: {workflow: " + next + "}}\nedges: [START -> n]\n");
    all += "  n" + std::to_string(i) + ": {workflow: " + name + "}\n";
  }
  EXPECT_THAT(ErrorsOf("f1.yaml"), HasSubstr("f16.yaml:3:23 subworkflow_depth: more than 16"));
  // Also where each file is known before the long way to it.
  Write("all.yaml", all + "edges: [START -> n1]\n");
  EXPECT_THAT(ErrorsOf("all.yaml"), HasSubstr("subworkflow_depth: more than 16"));
  EXPECT_EQ(ErrorsOf("f30.yaml"), "");
}

TEST_F(Subworkflow, IsCompiledOnceHoweverManyWaysLeadToIt) {
  for (int i = 0; i < 14; ++i) {
    const std::string next =
        i == 13 ? "inner.yaml, in: {path: {value: x}}" : "d" + std::to_string(i + 1) + ".yaml";
    Write("d" + std::to_string(i) + ".yaml",
          "dashflow: 1\nname: x\nnodes: {a: {workflow: " + next + "}, b: {workflow: " + next +
              "}, c: {workflow: " + next + "}, d: {workflow: " + next +
              "}}\nedges: [START -> a -> b -> c -> d]\n");
  }
  const CompileReport report = Check("d0.yaml");
  ASSERT_TRUE(report.workflow) << Describe(report.errors);
  EXPECT_EQ(report.workflow->nodes[0].subworkflow, report.workflow->nodes[3].subworkflow);
  EXPECT_LT(ToDot(Draw(*report.workflow)).size(), 1000000U);
}

TEST_F(Subworkflow, NeedsADefaultForEveryParameter) {
  Write("inner.yaml", std::string(kInner) + "params: {n: {type: integer}}\n");
  Write("outer.yaml", Outer(kGoodNode));
  EXPECT_EQ(
      ErrorsOf("outer.yaml"),
      "inner.yaml:10:10 parameter_missing: the parameter 'n' of a subworkflow has no value\n");
}

TEST_F(Subworkflow, BelongsToTheVersion) {
  Write("outer.yaml", Outer(kGoodNode));
  const std::string first = VersionOf("outer.yaml");
  Write("inner.yaml", std::string(kInner) + "# a comment\n");
  EXPECT_EQ(VersionOf("outer.yaml"), first);
  Write("inner.yaml", std::string(kInner) + "tags: [x]\n");
  EXPECT_NE(VersionOf("outer.yaml"), first);
}

TEST_F(Subworkflow, IsDrawnAsACluster) {
  Write("middle.yaml",
        "dashflow: 1\nname: m\nnodes: {a: {workflow: inner.yaml, in: {path: {value: x}}}}\n"
        "edges: [START -> a]\n");
  Write("outer.yaml",
        "dashflow: 1\nname: o\nnodes: {sub: {workflow: middle.yaml}, z: {type: test.step}}\n"
        "edges: [START -> sub -> z]\n");
  const CompileReport report = Check("outer.yaml");
  ASSERT_TRUE(report.workflow) << Describe(report.errors);
  const Drawing drawing = Draw(*report.workflow);
  EXPECT_EQ(ToMermaid(drawing),
            "flowchart TD\n"
            "  v0([\"START\"])\n"
            "  subgraph v1[\"sub<br/>workflow m\"]\n"
            "    v1v0([\"START\"])\n"
            "    subgraph v1v1[\"a<br/>workflow inner\"]\n"
            "      v1v1v0([\"START\"])\n"
            "      v1v1v1[\"count<br/>test.count\"]\n"
            "      v1v1v2([\"END\"])\n"
            "      v1v1v0 --> v1v1v1\n"
            "      v1v1v1 --> v1v1v2\n"
            "    end\n"
            "    v1v0 --> v1v1\n"
            "  end\n"
            "  v2[\"z<br/>test.step\"]\n"
            "  v0 --> v1\n"
            "  v1 --> v2\n");
  EXPECT_THAT(ToDot(drawing), HasSubstr("    subgraph cluster_v1v1 {\n"
                                        "      graph [label=\"a\\nworkflow inner\"];\n"));
  EXPECT_THAT(ToDot(drawing),
              HasSubstr("  v0 -> v1v0 [label=\"\", style=solid, lhead=cluster_v1];\n"
                        "  v1v1v2 -> v2 [label=\"\", style=solid, ltail=cluster_v1];\n"));
  const Value json = ToDrawingJson(drawing);
  const Value* inside = json.Find("nodes")->At(1).Find("inside");
  ASSERT_NE(inside, nullptr);
  EXPECT_EQ(*inside->Find("workflow"), Value("m"));
  EXPECT_EQ(*inside->Find("nodes")->At(1).Find("inside")->Find("workflow"), Value("inner"));
}

TEST_F(Subworkflow, IsStoredWithWhoUsesIt) {
  Write("outer.yaml", Outer("{workflow: known, in: {path: file}, out: {words: total}}"));
  Write("top.yaml", Outer("{workflow: outer.yaml, in: {file: file}, out: {total: total}}"));
  const auto read = Read("top.yaml");
  const std::string stored = StoredTextOf(*read.definition);
  for (const char* name : {"top.yaml", "outer.yaml", "inner.yaml"})
    std::filesystem::remove(folder_ / name);
  const ParseReport again = ParseStored(read.definition->file, stored);
  ASSERT_TRUE(again.definition) << Describe(again.errors);
  EXPECT_TRUE(again.errors.empty());
  EXPECT_EQ(again.definition->version, read.definition->version);
  const Definition& outer = *again.definition->nodes.front().subworkflow;
  EXPECT_EQ(outer.nodes.front().subworkflow->file, (folder_ / "inner.yaml").string());
  EXPECT_EQ(StoredTextOf(*again.definition), stored);
}

TEST_F(Subworkflow, AWorkflowWithoutAnyIsStoredAsItsText) {
  const auto read = Read("inner.yaml");
  EXPECT_EQ(StoredTextOf(*read.definition), kInner);
  EXPECT_EQ(ParseStored("inner.yaml", std::string(kInner)).definition->name, "inner");
}

TEST_F(Subworkflow, WhatCannotBeReadIsDamaged) {
  for (const char* stored : {R"({"dashflow_files":)", R"({"dashflow_files":1})",
                             R"({"dashflow_files":{"other.yaml":{}}})"}) {
    const ParseReport report = ParseStored("top.yaml", stored);
    ASSERT_EQ(report.errors.size(), 1U);
    EXPECT_EQ(report.errors.front().code(), "store_damaged");
  }
}

}  // namespace
}  // namespace dashflow::graph
