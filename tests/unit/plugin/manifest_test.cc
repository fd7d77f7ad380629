// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/plugin/file/manifest_fields.h"

namespace dashflow::plugin {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kHead =
    R"({"manifest":1,"abi":{"major":1,"draft":1},"id":"text","version":"1.2.3")";

Result<Manifest> Parse(std::string_view members) {
  return ParseManifest(std::string(kHead) + std::string(members) + "}", "text.so");
}

std::string Refusal(std::string_view json) {
  const auto manifest = ParseManifest(json, "text.so");
  return manifest.has_error() ? manifest.error().message() : "it was accepted";
}

std::string RefusalOf(std::string_view members) {
  return Refusal(std::string(kHead) + std::string(members) + "}");
}

TEST(Manifest, NeedsOnlyItsHead) {
  const auto manifest = Parse("");
  ASSERT_TRUE(manifest.has_value());
  EXPECT_EQ(manifest->id, "text");
  EXPECT_TRUE(manifest->nodes.empty());
}

TEST(Manifest, KeepsEveryMember) {
  const auto manifest =
      Parse(R"(,"doc":"Texts","sdk":"0.1.0","requires":["dashflow.call/1"],"nodes":[
      {"name":"list","doc":"Lists","exec":"blocking","concurrency":"serial_type","open":true,"goto":true,
       "capabilities":["filesystem"],"migrates_from":">= 0.9, < 1","config":{"type":"object"},
       "inputs":[{"name":"folder","type":"string","required":false,"doc":"Where"}],
       "outputs":[{"name":"paths","type":"array","doc":"What"}]}],
      "stores":[{"scheme":"tape","doc":"Slow","durability":"durable","config":{"type":"object"}}],
      "reducers":[{"name":"longest","laws":["associative","idempotent"],"doc":"Longer"}],
      "something_newer":{})");
  ASSERT_TRUE(manifest.has_value()) << manifest.error().message();
  EXPECT_EQ(manifest->doc, "Texts");
  EXPECT_EQ(manifest->sdk, "0.1.0");
  EXPECT_THAT(manifest->required, ElementsAre("dashflow.call/1"));
  const graph::NodeTypeInfo& node = manifest->nodes.at(0);
  EXPECT_EQ(node.name, "text.list");
  EXPECT_EQ(node.plugin_version, "1.2.3");
  EXPECT_EQ(node.migrates_from, ">= 0.9, < 1");
  EXPECT_EQ(node.file, "text.so");
  EXPECT_EQ(node.exec, graph::ExecClass::kBlocking);
  EXPECT_EQ(node.concurrency, graph::Concurrency::kSerialType);
  EXPECT_TRUE(node.open);
  EXPECT_TRUE(node.jumps);
  EXPECT_THAT(node.capabilities, ElementsAre("filesystem"));
  EXPECT_TRUE(node.config_schema.is_object());
  EXPECT_EQ(node.inputs.at(0).type, "string");
  EXPECT_FALSE(node.inputs.at(0).required);
  EXPECT_EQ(node.outputs.at(0).name, "paths");
  EXPECT_EQ(manifest->stores.at(0).durability, checkpoint::DurabilityClass::kDurable);
  EXPECT_EQ(manifest->reducers.at(0).name, "text.longest");
  EXPECT_TRUE(manifest->reducers.at(0).laws.associative);
  EXPECT_FALSE(manifest->reducers.at(0).laws.commutative);
}

TEST(Manifest, NamesBothDraftsBeforeItLooksAtAnythingElse) {
  const auto manifest = ParseManifest(R"({"manifest":1,"abi":{"major":1,"draft":7}})", "text.so");
  ASSERT_TRUE(manifest.has_error());
  EXPECT_EQ(manifest.error().code(), "plugin_abi_draft");
  EXPECT_EQ(manifest.error().message(),
            "text.so needs ABI 1 draft 7, and this host has ABI 1 draft 1");
  EXPECT_THAT(Refusal(R"({"manifest":1})"), HasSubstr("needs ABI -1 draft -1"));
  EXPECT_THAT(Refusal(R"({"manifest":2})"), HasSubstr("manifest of another form"));
  EXPECT_THAT(Refusal("[]"), HasSubstr("manifest of another form"));
}

TEST(Manifest, NamesTheServiceThatIsMissingAndThoseThatAreThere) {
  const std::string refusal = RefusalOf(R"(,"requires":["dashflow.call/1","dashflow.metrics/1"])");
  EXPECT_THAT(refusal, HasSubstr("needs dashflow.metrics/1, and this host has dashflow.call/1, "));
}

TEST(Manifest, RefusesTextThatIsNotJson) {
  EXPECT_THAT(Refusal("{"), HasSubstr("has a manifest that is not JSON"));
  EXPECT_THAT(Refusal(""), HasSubstr("has a manifest that is not JSON"));
}

TEST(Manifest, NamesTheMemberThatIsWrong) {
  EXPECT_THAT(
      Refusal(R"({"manifest":1,"abi":{"major":1,"draft":1},"id":"Text","version":"1.0.0"})"),
      HasSubstr("/id is not of the form [a-z][a-z0-9-]*"));
  EXPECT_THAT(Refusal(R"({"manifest":1,"abi":{"major":1,"draft":1},"id":"text"})"),
              HasSubstr("/version is missing"));
  EXPECT_THAT(RefusalOf(R"(,"doc":1)"), HasSubstr("/doc is not of kind string"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":{})"), HasSubstr("/nodes is not of kind array"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[1])"), HasSubstr("/nodes/0 is no object"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{}])"), HasSubstr("/nodes/0/name is missing"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{"name":"a.b"}])"),
              HasSubstr("/nodes/0/name is not of the form"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{"name":"a","exec":"gpu"}])"),
              HasSubstr("/nodes/0/exec is none"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{"name":"a","inputs":[{"name":"b","type":"text"}]}])"),
              HasSubstr("/nodes/0/inputs/0/type is none"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{"name":"a","migrates_from":"one"}])"),
              HasSubstr("/nodes/0/migrates_from is no range of versions"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{"name":"a","open":1}])"),
              HasSubstr("/nodes/0/open is not of kind"));
  EXPECT_THAT(RefusalOf(R"(,"requires":[1])"), HasSubstr("/requires/0 is no name"));
  EXPECT_THAT(RefusalOf(R"(,"stores":[{"scheme":"a:b"}])"), HasSubstr("/stores/0/scheme is not"));
}

TEST(Manifest, RefusesNamesThatComeTwice) {
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{"name":"a"},{"name":"a"}])"),
              HasSubstr("/nodes/1 has the name"));
  EXPECT_THAT(RefusalOf(R"(,"nodes":[{"name":"a","outputs":[{"name":"b"},{"name":"b"}]}])"),
              HasSubstr("/nodes/0/outputs/1/name comes twice"));
}

TEST(Names, HaveTheirForms) {
  EXPECT_TRUE(IsPluginId("acme-text2"));
  EXPECT_FALSE(IsPluginId("acme_text"));
  EXPECT_FALSE(IsPluginId("2text"));
  EXPECT_FALSE(IsPluginId(std::string(65, 'a')));
  EXPECT_TRUE(IsVersion("1.20.3-rc.1+build"));
  EXPECT_FALSE(IsVersion("1.2"));
  EXPECT_FALSE(IsVersion("1.2.3x"));
  EXPECT_TRUE(IsServiceId("dashflow.call/1"));
  EXPECT_FALSE(IsServiceId("dashflow.call"));
  EXPECT_FALSE(IsServiceId("dashflow.call/"));
  EXPECT_TRUE(IsPortName("maxBytes_2"));
  EXPECT_FALSE(IsPortName("2nd"));
  EXPECT_FALSE(IsPortName(""));
  EXPECT_TRUE(IsScheme("redis+tls"));
}

}  // namespace
}  // namespace dashflow::plugin
