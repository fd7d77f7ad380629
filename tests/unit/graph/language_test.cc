// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

// Every key of the language that this host does not run yet, each used well.
constexpr std::string_view kAhead = R"(dashflow: 1
name: ahead
params: {limit: {type: integer, default: 3}}
state:
  path: {type: string, default: x}
  words: {reduce: sum}
  late: {keep: after_finish}
  report: {type: string, default: ""}
root: path
defaults: {on_error: helper, defer: false}
on_failure: notice
nodes:
  count:
    type: test.count
    set:
      report: {cel: "string(out.words) + path"}
      words: {value: 1, overwrite: true}
      late: path
    cache: {ttl: 1h, key: path + "!"}
    defer: true
    isolation: process
    concurrency: {run: 2, host: 4}
    expire: {after: 24h, answer: false}
    on_error:
      - {errors: [timeout], to: helper}
      - {to: notice}
  sub:
    workflow: other.yaml
    checkpoint: own
    in: {text: {cel: "path + '!'"}}
    out: {result: report}
    expire: {after: 1h, to: notice}
  helper: {type: test.count, in: {path: {cel: "error.message"}}}
  notice: {type: test.step}
edges:
  - START -> count -> sub
  - {from: sub, each: "[1, 2]", to: sub, send: {any: {cel: item}}}
migrate:
  - {from: "*", rename: {old: path}, drop: [gone], defaults: {report: none}}
  - {from: w-0123456789abcdef0123456789abcdef}
tests:
  - name: counts
    input: y
    params: {limit: 4}
    mock: {count: {words: 7}}
    fail: {helper: {code: busy, times: 2}}
    delay: {count: 5s}
    answers: {count: true}
    expect: {status: done, output: y, runs: {notice: 0}, path: [count, sub], state: {words: 7}, error: busy}
)";

constexpr std::string_view kPlaces =
    "7:16 'keep: after_finish'\n9:1 'root'\n10:12 'on_error'\n10:30 'defer'\n11:1 'on_failure'\n"
    "15:5 'set'\n19:5 'cache'\n20:5 'defer'\n21:5 'isolation'\n22:27 'host'\n23:5 'expire'\n"
    "24:5 'on_error'\n28:5 'workflow'\n29:5 'checkpoint'\n32:5 'expire'\n38:1 'migrate'\n"
    "41:1 'tests'\n";

std::string PlacesOf(const std::vector<Error>& errors) {
  std::string text;
  for (const Error& error : errors) {
    if (error.code() != "not_supported_yet") continue;
    text += std::to_string(error.place().line) + ":" + std::to_string(error.place().column) + " " +
            error.message().substr(0, error.message().find(" is part")) + "\n";
  }
  return text;
}

TEST(Language, IsAcceptedAsAWholeByWhoOnlyLooks) {
  const Compiled compiled(kAhead, {}, true);
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  EXPECT_EQ(PlacesOf(compiled.warnings()), kPlaces);
}

TEST(Language, IsKeptFromRunningWhereThisHostIsBehind) {
  const Compiled compiled(kAhead);
  EXPECT_FALSE(compiled.ok());
  EXPECT_EQ(PlacesOf(compiled.errors()), kPlaces);
  EXPECT_EQ(compiled.errors().size(), 17U) << compiled.ErrorText();
  EXPECT_EQ(compiled.errors().front().place().file, "flow.yaml");
}

}  // namespace
}  // namespace dashflow::graph
