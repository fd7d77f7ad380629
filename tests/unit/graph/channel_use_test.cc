// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

struct UseCase {
  std::string_view name;
  std::string_view state;  // of the channel c, in line 4
  std::string_view rest;   // nodes, edges and whatever else
  std::string_view warnings;
};

constexpr std::string_view kUnread =
    "4:3 never_read: channel 'c' is written, and nothing reads it | list it under output:, "
    "give it to a node, or remove it\n";
constexpr std::string_view kEmpty =
    "4:3 never_written: channel 'c' is read, and nothing gives it a value | give it a default:, "
    "list it under input:, or let a node write it\n";
constexpr std::string_view kNoFace = "input: []\noutput: []\n";

#define COUNT "{type: test.count, in: {path: {value: x}}"
#define START "edges: [START -> n]\n"

constexpr UseCase kCases[] = {
    {"WrittenByAPort", "{}", "nodes: {n: " COUNT ", out: {words: c}}}\n" START, kUnread},
    {"WrittenBySet", "{}", "nodes: {n: {type: test.step, set: {c: {value: 1}}}}\n" START, kUnread},
    {"WrittenByTheNameOfAPort", "{}\n  words: {}", "nodes: {n: " COUNT "}}\n" START,
     "5:3 never_read: channel 'words' is written, and nothing reads it | list it under "
     "output:, give it to a node, or remove it\n"},
    {"WrittenAndReadByACondition", "{}",
     "nodes: {n: " COUNT
     ", out: {words: c}}}\nedges: [START -> n, {from: n, to: n, when: c == 1}]\n",
     ""},
    {"WrittenAndReadByAKey", "{}",
     "nodes: {n: " COUNT ", out: {words: c}, cache: {key: c}}}\n" START,
     "5:85 read_too_early: channel 'c' is read here, and no node that writes it can have run "
     "before | give it a default:, list it under input:, or let a node write it before\n"},
    {"ReadBeforeItIsWritten", "{type: string}",
     "nodes: {n: {type: test.count, in: {path: c}}, m: {type: test.write, in: {title: {value: x}, "
     "items: {value: []}}, out: {report: c}}}\nedges: [START -> n -> m]\n",
     "5:42 read_too_early: channel 'c' is read here, and no node that writes it can have run "
     "before | give it a default:, list it under input:, or let a node write it before\n"},
    {"ReadAfterItIsWritten", "{type: string}",
     "nodes: {n: {type: test.count, in: {path: c}}, m: {type: test.write, in: {title: {value: x}, "
     "items: {value: []}}, out: {report: c}}}\nedges: [START -> m -> n]\n",
     ""},
    {"ReadInALoopAfterItIsWritten", "{type: string}",
     "nodes: {n: {type: test.count, in: {path: c}}, m: {type: test.write, in: {title: {value: x}, "
     "items: {value: []}}, out: {report: c}}}\nedges: [START -> n -> m, {from: m, to: n, when: "
     "run.step < 9}]\n",
     ""},
    {"ReadByTheEdgeOfItsWriter", "{}",
     "nodes: {n: " COUNT
     ", out: {words: c}}}\nedges: [START -> n, {from: n, to: END, when: c == 1}]\n",
     ""},
    {"ReadByAnEdgeFromStart", "{}",
     "nodes: {n: " COUNT ", out: {words: c}}}\nedges: [{from: START, to: n, when: c == 1}]\n",
     "6:36 read_too_early: channel 'c' is read here, and no node that writes it can have run "
     "before | give it a default:, list it under input:, or let a node write it before\n"},
    {"WrittenByASetting", "{}",
     "nodes: {n: {type: test.jump, goto: [n], with: {values: {c: c}}}}\n" START, ""},
    {"NotReadByASettingThatIsSaid", "{}",
     "nodes: {n: {type: test.jump, goto: [n], with: {values: {c: {cel: '1'}}}}}\n" START, kUnread},
    {"Unused", "{}", "nodes: {n: {type: test.step}}\n" START, ""},
    {"ReadByAPort", "{type: string}", "nodes: {n: {type: test.count, in: {path: c}}}\n" START,
     kEmpty},
    {"ReadByAnExpression", "{}",
     "nodes: {n: {type: test.count, in: {path: {cel: string(c)}}}}\n" START, kEmpty},
    {"ReadByACondition", "{}",
     "nodes: {n: {type: test.step}}\nedges: [{from: START, to: n, when: c == 1}]\n", kEmpty},
    {"ReadByEach", "{}",
     "nodes: {n: {type: test.step}}\nedges: [{from: START, to: n, each: c, send: {}}]\n", kEmpty},
    {"ReadWithDefault", "{default: x}", "nodes: {n: {type: test.count, in: {path: c}}}\n" START,
     ""},
    {"ReadFromAReducer", "{reduce: max}", "nodes: {n: {type: test.count, in: {path: c}}}\n" START,
     ""},
    {"ReadFromATopic", "{keep: topic}",
     "nodes: {n: {type: test.step}}\nedges: [{from: START, to: n, when: size(c) > 0}]\n", ""},
    {"MentionedByAnOpenNode", "{}",
     "nodes: {n: {type: test.open, with: {text: 'Hello {{c}}!'}}, m: " COUNT
     ", out: {words: c}}}\nedges: [START -> n & m]\n",
     ""},
    {"WrittenByAnOpenNode", "{}",
     "nodes: {n: {type: test.open, with: {values: {c: 1}}}, m: {type: test.count, in: {path: {cel: "
     "string(c)}}}}\nedges: [START -> n -> m]\n",
     ""},
    {"KnownToASubworkflowOnly", "{}",
     "nodes: {n: {workflow: x.yaml}, m: " COUNT ", out: {words: c}}}\nedges: [START -> n & m]\n",
     ""},
};

std::string WarningsOf(const UseCase& use, std::string_view face) {
  const Compiled compiled("dashflow: 1\nname: t\nstate:\n  c: " + std::string(use.state) + "\n" +
                              std::string(use.rest) + std::string(face),
                          {}, true);
  EXPECT_TRUE(compiled.ok()) << compiled.ErrorText();
  std::vector<Error> warnings;
  for (const Error& warning : compiled.warnings())
    if (warning.code().starts_with("never_") || warning.code() == "read_too_early")
      warnings.push_back(warning);
  return Describe(warnings);
}

class ChannelUses : public testing::TestWithParam<UseCase> {};

TEST_P(ChannelUses, WarnOfWhatIsOfNoUse) {
  EXPECT_EQ(WarningsOf(GetParam(), kNoFace), GetParam().warnings);
}

TEST_P(ChannelUses, AreFineWhenTheCallerGivesAndTakesThem) {
  EXPECT_EQ(WarningsOf(GetParam(), ""), "");
}

INSTANTIATE_TEST_SUITE_P(Table, ChannelUses, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(ChannelUses, OfTheRootAreTheCallers) {
  const UseCase root{"", "{}", "nodes: {n: " COUNT ", out: {words: c}}}\n" START, ""};
  EXPECT_EQ(WarningsOf(root, "root: c\n"), "");
}

}  // namespace
}  // namespace dashflow::graph
