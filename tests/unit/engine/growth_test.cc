// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using graph::Call;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

constexpr std::int64_t kWrites = 300;

// Lists that grow by one element a superstep, each as its reducer or `keep:` has it.
class Growth : public ::testing::TestWithParam<const char*> {
 protected:
  Growth() {
    host.UseStore(store);
    host.types.Add("test.say", {.inputs = {"n"}, .outputs = {"n", "said"}}, [](Call& call) {
      const std::int64_t n = call.facts().inputs[0].as_int();
      const std::string id = "message " + std::to_string(n);
      call.Emit(0, n + 1);
      call.Emit(1, Value::EmptyArray().Append(Value::EmptyObject().Set("id", id)));
      return Outcome::kDone;
    });
    store.before = [this](const checkpoint::Batch& batch) {
      for (std::uint32_t i = 0; i < batch.op_count; ++i) {
        if (batch.ops[i].kind == checkpoint::OpKind::kAppend)
          sizes.push_back(batch.ops[i].bytes.view().size());
      }
      return checkpoint::StoreCode::kOk;
    };
  }
  std::string Yaml() const {
    return "dashflow: 1\nname: growth\nstate:\n  n: {type: integer, default: 0}\n  said: " +
           std::string(GetParam()) +
           "\nnodes: {say: {type: test.say}}\nedges:\n  - START -> say\n"
           "  - {from: say, to: say, when: \"n % " +
           std::to_string(kWrites) + " != 0\"}\n";
  }

  testing::MapStore store;
  HostFixture host;
  std::vector<std::size_t> sizes;  // of each entry
};

TEST_P(Growth, ASuperstepStoresWhatItAddedAlone) {
  const RunResult result = host.RunOn("t", Yaml(), "{}");
  ASSERT_FALSE(result.error) << result.error->message();
  ASSERT_EQ(sizes.size(), kWrites + 1);
  EXPECT_LT(*std::max_element(sizes.begin() + 1, sizes.end()), 150);
}

TEST_P(Growth, AThreadGoesOnFromWhatWasAdded) {
  host.RunOn("t", Yaml(), "{}");
  host.Restart();
  const RunResult result = host.RunOn("t", Yaml(), "{}");
  const Value* said = result.output.Find("said");
  ASSERT_EQ(said->size(), 2 * kWrites);
  EXPECT_EQ(said->At(kWrites).Find("id")->as_text(), "message " + std::to_string(kWrites));
}

INSTANTIATE_TEST_SUITE_P(Lists, Growth,
                         ::testing::Values("{reduce: concat}", "{reduce: union}",
                                           "{reduce: messages}",
                                           "{keep: topic, accumulate: true}"));

// What was replaced or removed is not as it was stored.
TEST(Messages, ARewrittenConversationIsReadBackAsItIs) {
  testing::MapStore store;
  HostFixture host;
  host.UseStore(store);
  host.types.Add("test.edit", {.inputs = {"n"}, .outputs = {"n", "messages"}}, [](Call& call) {
    const std::int64_t n = call.facts().inputs[0].as_int();
    const char* const writes[] = {R"([{"id":"a"},{"id":"b"}])", R"({"id":"a","t":1})",
                                  R"({"id":"c"})", R"({"id":"b","type":"remove"})",
                                  R"({"id":"d"})"};
    call.Emit(0, n + 1);
    call.Emit(1, Json(writes[n]));
    return Outcome::kDone;
  });
  const std::string yaml = R"(
dashflow: 1
name: edited
state:
  n: {type: integer, default: 0}
  messages: {reduce: messages}
nodes: {edit: {type: test.edit}}
edges:
  - START -> edit
  - {from: edit, to: edit, when: n < 5}
interrupt: {after: [edit]}
)";
  RunResult result = host.RunOn("t", yaml, "{}");
  while (result.status == checkpoint::ThreadStatus::kWaiting) {
    host.Restart();
    result = host.Resume("t", yaml);
  }
  EXPECT_EQ(*result.output.Find("messages"), Json(R"([{"id":"a","t":1},{"id":"c"},{"id":"d"}])"));
}

}  // namespace
}  // namespace dashflow::engine
