// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/integration/plugin/fixture_registry.h"

namespace dashflow::plugin {
namespace {

// From discovery to shutdown, twice in one process. Run under Valgrind too: what crosses the border
// is freed once, by the side that it belongs to.
void LiveOnce() {
  FixtureRegistry host;
  const Value given = Json(R"({"list":[1,2,3],"text":"a text that is counted"})");
  for (const char* type : {"echo", "values", "speak", "facts", "commands", "fail"}) {
    FakeCall call({given});
    host.Create("probe." + std::string(type))->Run(call);
  }
  FakeCall call({1});
  const auto node = host.Create("late.thread");
  node->Run(call);
  call.WaitForCompletion();
  EXPECT_EQ(call.emitted.at(0).second, Value(2));
  EXPECT_TRUE(host.registry.Find("probe.answer")->Create(Value::EmptyObject()).has_error());
  EXPECT_EQ(*host.registry.reducers().Find("folds.longest")->Reduce("a", "bc"), Value("bc"));
  EXPECT_TRUE(host.registry.OpenStore("shelf:here", StoreAccess::kReadWrite).has_value());
  EXPECT_TRUE(host.registry.OpenStore("shelf:held", StoreAccess::kReadWrite).has_error());
}

TEST(LifeCycle, LeavesNothingBehind) {
  LiveOnce();
  LiveOnce();
}

}  // namespace
}  // namespace dashflow::plugin
