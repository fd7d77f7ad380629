// SPDX-License-Identifier: Apache-2.0
#include "tests/edge/cases.h"

namespace dashflow::edge {
namespace {

constexpr const char* kLog = "log: {reduce: append}";
constexpr const char* kN = "n: {type: integer, default: 0}";
constexpr const char* kItems = "items: {type: array, default: []}, log: {reduce: append}";
constexpr const char* kTwo = "a: {type: test.tell}, b: {type: test.tell}";
constexpr const char* kThree = "a: {type: test.tell}, b: {type: test.tell}, c: {type: test.tell}";
constexpr const char* kEcho = "a: {type: test.echo}";
constexpr const char* kEach = "{from: START, each: items, to: a, as: item}";

class Edges : public EdgeTest {};
TEST_P(Edges, EndAsTheyShould) { Check(); }

constexpr EdgeCase kEdges[] = {
    {"StartLeadsToTheEnd", kLog, kTwo, "START -> END", "{}", R"(done {"log":[]})"},
    {"OneNodeIsAWorkflow", kLog, "a: {type: test.tell}", "START -> a", "{}",
     R"(done {"log":["a"]})"},
    {"TheSameEdgeTwiceRunsItsTargetOnce", kLog, kTwo, "START -> a, START -> a", "{}",
     R"(done {"log":["a"]})"},
    {"TwoWaysToANodeInOneSuperstepRunItOnce", kLog, kThree, "START -> a & b, a -> c, b -> c", "{}",
     R"(done {"log":["a","b","c"]})"},
    {"WaysOfUnequalLengthRunItTwice", kLog, kThree, "START -> a & c, a -> b, b -> c", "{}",
     R"(done {"log":["a","c","b","c"]})"},
    {"AJoinWaitsForTheLongerWay", kLog,
     "a: {type: test.tell}, b: {type: test.tell}, c: {type: test.tell}, d: {type: test.tell}",
     "START -> a & b, b -> c, a & c -> d", "{}", R"(done {"log":["a","b","c","d"]})"},
    {"AJoinThatIsNeverFilledEnds", kLog, kThree,
     "START -> a, {from: START, to: b, when: 1 > 2}, a & b -> c", "{}", R"(done {"log":["a"]})"},
    {"AJoinIsFilledBySourcesInAnyOrder", kLog, kThree, "START -> b -> a, a & b -> c", "{}",
     R"(done {"log":["b","a","c"]})"},
    {"AnEdgeThatIsNeverTakenEndsTheRun", kLog, kTwo,
     "START -> a, {from: a, to: b, when: size(log) > 5}", "{}", R"(done {"log":["a"]})"},
    {"ANullConditionIsAnError", "x: {type: [boolean, 'null']}, log: {reduce: append}", kTwo,
     "START -> a, {from: a, to: b, when: x}", "{}", "failed condition_undecided"},
    {"ASwitchOnNullWithoutADefaultIsNoCase", "x: {type: [string, 'null']}, log: {reduce: append}",
     kTwo, "START -> a, {from: a, switch: x, cases: {yes: b}}", "{}", "failed no_case"},
    {"ASwitchOnNullGoesToTheDefault", "x: {type: [string, 'null']}, log: {reduce: append}", kTwo,
     "START -> a, {from: a, switch: x, cases: {yes: END}, default: b}", "{}",
     R"(done {"log":["a","b"]})"},
    {"ASwitchOnTextFindsTheEmptyText", "x: {type: string, default: ''}, log: {reduce: append}",
     kTwo, "START -> a, {from: a, switch: x, cases: {'': b}}", "{}",
     R"(done {"x":"","log":["a","b"]})"},
    {"ARouteWithoutATrueArmLeadsNowhere", kLog, kTwo,
     "START -> a, {from: a, route: [{when: size(log) > 9, to: b}]}", "{}", R"(done {"log":["a"]})"},
    {"ANodeThatLeadsToItselfStopsByItsCondition", kN, "a: {type: test.count}",
     "START -> a, {from: a, to: a, when: n < 3}", "{}", R"(done {"n":3})"},
    {"ADivisionByZeroInAnEdgeFailsTheRun", kN, "a: {type: test.count}",
     "START -> a, {from: a, to: a, when: 1 / (n - 1) > 0}", "{}", "failed division_by_zero"},
    {"AFanOutOverNothingRunsNothing", kItems, kEcho, kEach, "{}", R"(done {"items":[],"log":[]})"},
    {"AGatherOverNothingIsFollowed", kItems, "a: {type: test.echo}, b: {type: test.tell}",
     "{from: START, each: items, to: a, as: item}, {gather: a, to: b}", "{}",
     R"(done {"items":[],"log":["b"]})"},
    {"AFanOutOverOneIsATask", kItems, kEcho, kEach, R"({"items":[7]})",
     R"(done {"items":[7],"log":[7]})"},
    {"AFanOutOverNullsKeepsThem", kItems, kEcho, kEach, R"({"items":[null,null]})",
     R"(done {"items":[null,null],"log":[null,null]})"},
    {"AFanOutKeepsItsOrderAndRepetitions", kItems, kEcho, kEach, R"({"items":[3,1,3,2]})",
     R"(done {"items":[3,1,3,2],"log":[3,1,3,2]})"},
    {"AFanOutOfListsDoesNotFlatten", kItems, kEcho, kEach, R"({"items":[[],[1]]})",
     R"(done {"items":[[],[1]],"log":[[],[1]]})"},
    {"AFanOutOverSomethingElseFails", "items: {}, log: {reduce: append}", kEcho, kEach,
     R"({"items":7})", "refused each_needs_list"},
    {"DeferredNodesAloneRunAtOnce", kLog,
     "a: {type: test.tell, defer: true}, b: {type: test.tell, defer: true}", "START -> a & b", "{}",
     R"(done {"log":["a","b"]})"},
    {"ADeferredNodeThatLeadsBackIsDeferredAgain", kLog,
     "a: {type: test.tell}, b: {type: test.tell, defer: true}",
     "START -> b & a, {from: b, to: a, when: size(log) < 4}, {from: a, to: b, when: size(log) < 4}",
     "{}", R"(done {"log":["a","b","a","b"]})"},
    {"AJumpToTheEndEnds", "to: {type: string}, log: {reduce: append}",
     "a: {type: test.jump, goto: [b]}, b: {type: test.tell}", "START -> a", R"({"to":"END"})",
     R"(done {"to":"END","log":[]})"},
    {"AJumpAddsToTheEdges", "to: {type: string}, log: {reduce: append}",
     "a: {type: test.jump, goto: [b]}, b: {type: test.tell}, c: {type: test.tell}",
     "START -> a -> c", R"({"to":"b"})", R"(done {"to":"b","log":["b","c"]})"},
    {"AJumpToWhereAnEdgeLeadsTooRunsItOnce", "to: {type: string}, log: {reduce: append}",
     "a: {type: test.jump, goto: [b]}, b: {type: test.tell}", "START -> a -> b", R"({"to":"b"})",
     R"(done {"to":"b","log":["b"]})"},
    {"AJumpThatIsNotAllowedFails", "to: {type: string}, log: {reduce: append}",
     "a: {type: test.jump, goto: [b]}, b: {type: test.tell}", "START -> a", R"({"to":"a"})",
     "failed goto_refused"},
};
INSTANTIATE_TEST_SUITE_P(Graph, Edges, ::testing::ValuesIn(kEdges), NameOf);

class Channels : public EdgeTest {};
TEST_P(Channels, EndAsTheyShould) { Check(); }

constexpr EdgeCase kChannels[] = {
    {"TwoWritesToAPlainChannelFail", "log: {}", kTwo, "START -> a & b", "{}",
     "failed concurrent_write"},
    {"TwoWritesToLatestKeepTheLaterName", "log: {keep: latest}", kTwo, "START -> a & b", "{}",
     R"(done {"log":"b"})"},
    {"NothingIsWrittenAndNothingComesOut", "x: {type: integer}", "a: {type: test.fail}",
     "START -> END", "{}", "done {}"},
    {"AnInputOfNothingIsRefusedWhereSomethingIsNeeded", "n: {type: integer}",
     "a: {type: test.count}", "START -> a", "{}", "refused input_missing", "input: [n]\n"},
    {"AnInputThatNobodyKnowsIsRefused", kN, "a: {type: test.count}", "START -> a", R"({"m":1})",
     "refused input_unknown"},
    {"AnInputOfTheWrongTypeIsRefused", kN, "a: {type: test.count}", "START -> a", R"({"n":"1"})",
     "refused input_type"},
    {"AnInputThatIsNoObjectIsRefused", kN, "a: {type: test.count}", "START -> a", "[]",
     "refused input_invalid"},
    {"ADefaultOfFalseIsAValue", "x: {type: boolean, default: false}", "a: {type: test.fail}",
     "START -> END", "{}", R"(done {"x":false})"},
    {"ANullIsAValueWhereTheTypeHasIt", "x: {type: [integer, 'null']}", "a: {type: test.fail}",
     "START -> END", R"({"x":null})", R"(done {"x":null})"},
    {"TheLargestIntegerOverflowsIntoAnError", "s: {reduce: sum}", "a: {type: test.fail}",
     "START -> END", R"({"s":9223372036854775807})", R"(done {"s":9223372036854775807})"},
    {"AnAppendOfAListIsOneElement", "log: {reduce: append}", "a: {type: test.fail}", "START -> END",
     R"({"log":[1,2]})", R"(done {"log":[[1,2]]})"},
    {"AConcatOfNothingAddsNothing", "log: {reduce: concat}", "a: {type: test.fail}", "START -> END",
     R"({"log":[]})", R"(done {"log":[]})"},
    {"AUnionForgetsRepetitions", "log: {reduce: union}", "a: {type: test.fail}", "START -> END",
     R"({"log":[1,1,2]})", R"(done {"log":[1,2]})"},
};
INSTANTIATE_TEST_SUITE_P(Graph, Channels, ::testing::ValuesIn(kChannels), NameOf);

class Limits : public EdgeTest {};
TEST_P(Limits, EndAsTheyShould) { Check(); }

constexpr const char* kLoop = "START -> a -> a";
constexpr EdgeCase kLimits[] = {
    {"ALoopWithoutAnEndMeetsItsLimit", kN, "a: {type: test.count}", kLoop, "{}",
     "failed recursion_limit", "limits: {steps: 3}\n"},
    {"AChainOfAsManyStepsAsTheLimitFails", kLog, kTwo, "START -> a -> b", "{}",
     "failed recursion_limit", "limits: {steps: 2}\n"},
    {"OneMoreLetsItEnd", kLog, kTwo, "START -> a -> b", "{}", R"(done {"log":["a","b"]})",
     "limits: {steps: 3}\n"},
    {"AsManyTasksAsTheLimitRun", kItems, kEcho, kEach, R"({"items":[1,2,3]})",
     R"(done {"items":[1,2,3],"log":[1,2,3]})", "limits: {tasks: 3}\n"},
    {"OneMoreIsRefused", kItems, kEcho, kEach, R"({"items":[1,2,3,4]})", "refused too_many_tasks",
     "limits: {tasks: 3}\n"},
    {"AFailedNodeFailsTheRun", kLog, "a: {type: test.fail}", "START -> a", "{}",
     "failed node_failed"},
    {"AFailedNodeBesideAGoodOneFailsTheRun", kLog, "a: {type: test.tell}, b: {type: test.fail}",
     "START -> a & b", "{}", "failed node_failed"},
};
INSTANTIATE_TEST_SUITE_P(Graph, Limits, ::testing::ValuesIn(kLimits), NameOf);

}  // namespace
}  // namespace dashflow::edge
