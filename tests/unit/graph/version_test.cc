// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

constexpr std::string_view kYaml =
    "dashflow: 1\nname: t\nstate: {a: {type: integer, title: A}, b: {}}\n"
    "nodes: {n: {type: test.step, with: {x: '${params.p}'}}, m: {type: test.step}}\n"
    "edges: [START -> n, {from: n, to: m, when: a > 1}]\nparams: {p: {default: 1}}\n";

std::string Replaced(std::string_view part, std::string_view replacement) {
  std::string yaml(kYaml);
  const std::size_t at = yaml.find(part);
  EXPECT_NE(at, std::string::npos);
  return yaml.replace(at, part.size(), replacement);
}

struct Hashes {
  std::string version;
  std::string shape;
  bool operator==(const Hashes&) const = default;
};

Hashes Of(std::string_view yaml, Value params = {}) {
  const Compiled compiled(yaml, std::move(params));
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  return compiled.ok() ? Hashes{compiled.workflow().version, compiled.workflow().shape} : Hashes{};
}

TEST(Version, IsAHashOfTheNormalForm) {
  const Hashes hashes = Of(kYaml);
  EXPECT_EQ(hashes.version.size(), 34U);
  EXPECT_TRUE(hashes.version.starts_with("w-"));
  EXPECT_TRUE(hashes.shape.starts_with("s-"));
  EXPECT_EQ(Of(kYaml), hashes);
}

TEST(Version, IgnoresLayoutCommentsOrderAndAnchors) {
  EXPECT_EQ(Of("# a comment\nx-any: &v 1\nname: 't'\ndashflow: 1\nparams: {p: {default: 1}}\n"
               "edges:\n  - START -> n\n  - {to: m, when: 'a > 1', from: n}\n"
               "nodes:\n  m: {type: test.step}\n  n:\n    with: {x: \"${params.p}\"}\n    type: "
               "test.step\n"
               "state:\n  b: {}\n  a: {title: A, type: integer}\n")
                .version,
            Of(kYaml).version);
}

TEST(Version, IgnoresWhatIsInterpolated) {
  EXPECT_EQ(Of(kYaml, Value::EmptyObject().Set("p", Value(2))), Of(kYaml));
}

TEST(Version, ChangesWithWhatIsWritten) {
  EXPECT_NE(Of(Replaced("a > 1", "a > 2")).version, Of(kYaml).version);
  EXPECT_NE(Of(Replaced("default: 1", "default: '1'")).version, Of(kYaml).version);
}

TEST(Shape, IsKeptByWhatAWaitingThreadDoesNotNotice) {
  EXPECT_EQ(Of(Replaced("a > 1", "a > 2")).shape, Of(kYaml).shape);
  EXPECT_EQ(Of(Replaced("title: A", "title: B")).shape, Of(kYaml).shape);
  EXPECT_EQ(Of(Replaced("x: '${params.p}'", "x: 5")).shape, Of(kYaml).shape);
  EXPECT_EQ(Of(Replaced("START -> n", "{from: START, to: n}")).shape, Of(kYaml).shape);
}

TEST(Shape, ChangesWithChannelsNodesTypesAndEdges) {
  const std::string shape = Of(kYaml).shape;
  EXPECT_NE(Of(Replaced("b: {}", "b: {reduce: append}")).shape, shape);
  EXPECT_NE(Of(Replaced("b: {}", "c: {}")).shape, shape);
  EXPECT_NE(Of(Replaced("m: {type: test.step}", "m: {type: test.bare}")).shape, shape);
  EXPECT_NE(Of(Replaced("{from: n, to: m, when: a > 1}", "n -> m")).shape, shape);
  EXPECT_NE(Of(Replaced("START -> n", "START -> n & m")).shape, shape);
}

}  // namespace
}  // namespace dashflow::graph
