// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/expression/expression.h"
#include "tests/unit/graph/fake_types.h"

namespace dashflow::graph {
namespace {

constexpr std::string_view kDigest = R"(
dashflow: 1
name: digest
description: Digest every text file under a folder
params:
  limit: {type: integer, default: 1000000}
state:
  folder:   {type: string, default: docs}
  files:    {type: array, items: {type: string}}
  digests:  {reduce: append}
  words:    {reduce: sum}
  approved: {type: boolean, default: false}
  report:   {type: string}
input:  [folder]
output: [words, report]
nodes:
  list:
    type: test.list
    with: {glob: "**/*"}
    out:  {paths: files}
  digest:
    type: test.count
    with: {max_bytes: "${params.limit}"}
    out:  {result: digests}
    retry: {attempts: 3, delay: 100ms, factor: 2, max_delay: 5s, jitter: true, errors: [transient, timeout]}
    timeout: 30s
  review: {type: test.step}
  write:
    type: test.write
    in:   {title: {cel: "'Digest of ' + folder"}, items: digests}
edges:
  - START -> list
  - {from: list, each: files, to: digest, as: path}
  - {gather: digest, switch: size(digests) > 0, cases: {true: review, false: write}}
  - {from: review, to: write, when: approved}
  - write -> END
)";

TEST(Compile, TheDigestOfTheLanguagePage) {
  const Compiled compiled(kDigest);
  ASSERT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(compiled.WarningText(), "");
  const Workflow& workflow = compiled.workflow();
  EXPECT_EQ(workflow.name, "digest");
  EXPECT_TRUE(workflow.version.starts_with("w-")) << workflow.version;
  ASSERT_EQ(workflow.nodes.size(), 4U);
  EXPECT_EQ(workflow.nodes[0].name, "digest");
  EXPECT_EQ(workflow.nodes[3].name, "write");
}

}  // namespace
}  // namespace dashflow::graph
