// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/plugin/plugin_registry.h"
#include "tests/integration/plugin/fixture_registry.h"

namespace dashflow::plugin {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(Registry, NamesWhatIsThere) {
  FixtureRegistry host;
  EXPECT_THAT(host.registry.Names(), Contains("probe.add_one"));
  EXPECT_THAT(host.registry.Names(), Contains("late.timer"));
  EXPECT_EQ(host.registry.plugins().size(), 4u);
  EXPECT_TRUE(host.registry.refused().empty());
}

TEST(Registry, SaysWhyANodeTypeIsNotThere) {
  FixtureRegistry host;
  EXPECT_EQ(host.registry.Find("probe.ecco"), nullptr);
  const Error typo = host.registry.WhyNot("probe.ecco");
  EXPECT_EQ(typo.message(), "plugin 'probe' 1.2.3 has no node type 'probe.ecco'");
  EXPECT_EQ(typo.fix(), "did you mean 'probe.echo'?");
  const Error missing = host.registry.WhyNot("prope.echo");
  EXPECT_EQ(missing.code(), "plugin_not_found");
  EXPECT_THAT(missing.fix(), HasSubstr("did you mean 'probe.echo'?"));
  EXPECT_EQ(host.registry.WhyNot("no-dot").code(), "plugin_not_found");
  EXPECT_THAT(host.registry.WhyNot("echo").fix(), HasSubstr("did you mean 'probe.echo'?"));
}

TEST(Registry, KeepsWhyAFileWasRefused) {
  TestServices host;
  const SearchFolder folders[] = {{FixtureFolder("needs_more"), true},
                                  {FixtureFolder("other_draft"), true}};
  const PluginRegistry registry(folders, host.services);
  ASSERT_EQ(registry.refused().size(), 2u);
  EXPECT_EQ(registry.refused()[1].resource(), BadFixture("other_draft"));
  EXPECT_THAT(registry.WhyNot("needs_more.x").message(), HasSubstr("needs dashflow.metrics/1"));
  EXPECT_EQ(registry.WhyNot("other_draft.x").code(), "plugin_abi_draft");
}

TEST(Registry, RefusesANodeWhoseCodeDoesNotLoad) {
  TestServices host;
  const SearchFolder folders[] = {{FixtureFolder("undefined_symbol"), true}};
  const PluginRegistry registry(folders, host.services);
  const auto node = registry.Find("refused.x")->Create(Value());
  ASSERT_TRUE(node.has_error());
  EXPECT_EQ(node.error().code(), "plugin_symbol");
  EXPECT_THAT(registry.WhyNot("refused.x").message(), HasSubstr("nobody_has_this"));
  EXPECT_EQ(registry.plugins().front()->refusal()->message(), node.error().message());
}

TEST(Registry, FindsReducers) {
  FixtureRegistry host;
  const graph::Reducers& reducers = host.registry.reducers();
  EXPECT_EQ(reducers.Find("folds.missing"), nullptr);
  EXPECT_EQ(reducers.Find("missing.longest"), nullptr);
  const channel::Reducer* longest = reducers.Find("folds.longest");
  ASSERT_NE(longest, nullptr);
  EXPECT_EQ(longest, reducers.Find("folds.longest"));
  EXPECT_EQ(longest->name(), "folds.longest");
  EXPECT_TRUE(longest->laws().associative);
  EXPECT_EQ(longest->Start(), Value(""));
  EXPECT_EQ(*longest->Reduce("ab", "abc"), Value("abc"));
  EXPECT_EQ(*longest->Reduce("abc", "ab"), Value("abc"));
}

TEST(Registry, PassesTheValuesOfReducersOn) {
  FixtureRegistry host;
  const channel::Reducer* collect = host.registry.reducers().Find("folds.collect");
  Value list = collect->Start();
  for (int i = 0; i < 3; ++i) list = *collect->Reduce(std::move(list), i);
  EXPECT_EQ(list, Json("[0,1,2]"));
  const channel::Reducer* refuse = host.registry.reducers().Find("folds.refuse");
  const auto refused = refuse->Reduce(1, 2);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code(), "invalid_update");
  EXPECT_EQ(refused.error().message(), "nothing fits");
  EXPECT_EQ(refused.error().resource(), "folds.refuse");
}

}  // namespace
}  // namespace dashflow::plugin
