// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using dashflow::sdk::Value;
using dashflow::sdk::testing::FakeHost;

class Text : public ::testing::Test {
 protected:
  Text() : folder(fs::path(::testing::TempDir()) / ("text_test_" + std::to_string(::getpid()))) {
    fs::remove_all(folder);
    fs::create_directories(folder / "sub");
  }
  ~Text() override { fs::remove_all(folder); }

  void Write(const std::string& name, std::string_view content) {
    std::ofstream(folder / name, std::ios::binary) << content;
  }
  static std::string Read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  auto Statistics(const std::string& name, const std::string& config = "{}") {
    return host.Create("text.statistics", config).Call().In("path", (folder / name).native()).Run();
  }

  FakeHost host{dashflow_plugin_entry_1};
  fs::path folder;
};

TEST_F(Text, ListGivesSortedFilesThatFit) {
  Write("b.txt", "");
  Write("sub/a.txt", "");
  Write("c.bin", "");
  const auto run =
      host.Create("text.list", R"({"glob":"**/*.txt"})").Call().In("folder", folder.native()).Run();
  EXPECT_EQ(run.Out("paths").view().ToJson(), "[\"" + (folder / "b.txt").native() + "\",\"" +
                                                  (folder / "sub/a.txt").native() + "\"]");
}

TEST_F(Text, ListOfAnEmptyFolderIsEmpty) {
  EXPECT_EQ(host.Create("text.list")
                .Call()
                .In("folder", folder.native())
                .Run()
                .Out("paths")
                .view()
                .size(),
            0U);
}

TEST_F(Text, ListNamesTheFolderThatIsNotThere) {
  const auto run = host.Create("text.list").Call().In("folder", "/no/such/folder").Run();
  ASSERT_TRUE(run.failure);
  EXPECT_EQ(run.failure->code, "no_such_folder");
  EXPECT_NE(run.failure->message.find("/no/such/folder"), std::string::npos);
  Write("file", "x");
  EXPECT_EQ(
      host.Create("text.list").Call().In("folder", (folder / "file").native()).Run().failure->code,
      "not_a_folder");
}

TEST_F(Text, StatisticsOfAText) {
  Write("a.txt", "one two\nthree\n");
  const auto run = Statistics("a.txt", R"({"keywords":["two"]})");
  EXPECT_EQ(run.Out("words"), Value(3));
  EXPECT_EQ(run.Out("problems").view().size(), 0U);
  const Value result = run.Out("result");
  EXPECT_EQ(result.view()["lines"].As<int>(), 2);
  EXPECT_EQ(result.view()["bytes"].As<int>(), 14);
  EXPECT_EQ(result.view()["keywords"]["two"].As<int>(), 1);
}

TEST_F(Text, ProblemsAreResults) {
  Write("empty", "");
  Write("binary", std::string_view("a\0b", 3));
  Write("latin1", "caf\xe9");
  Write("large", std::string(100, 'a'));
  EXPECT_EQ(Statistics("empty").Out("problems").view()[0]["problem"].text(), "empty");
  EXPECT_EQ(Statistics("binary").Out("problems").view()[0]["problem"].text(), "binary");
  EXPECT_EQ(Statistics("latin1").Out("problems").view()[0]["problem"].text(), "no valid UTF-8");
  const auto large = Statistics("large", R"({"max_bytes":99})");
  EXPECT_EQ(large.Out("problems").view()[0]["problem"].text(), "larger than 99 bytes");
  EXPECT_EQ(large.Out("result").view()["bytes"].As<int>(), 100);
  EXPECT_EQ(Statistics("large", R"({"max_bytes":100})").Out("problems").view().size(), 0U);
}

TEST_F(Text, AMissingFileIsAFailure) {
  const auto run = Statistics("nowhere");
  ASSERT_TRUE(run.failure);
  EXPECT_EQ(run.failure->code, "no_such_file");
  EXPECT_EQ(Statistics("sub").failure->code, "not_a_file");
}

TEST_F(Text, ReportWritesBothFormsAndLeavesNoDraft) {
  const fs::path out = folder / "new" / "deep";
  const std::string config = R"({"folder":")" + out.native() + R"(","name":"r"})";
  const Value items =
      Value::FromJson(R"([{"path":"a|b","words":2},{"path":"c","note":["x\ny","z"]}])");
  const auto run =
      host.Create("text.report", config).Call().In("title", "T").In("items", items).Run();
  EXPECT_EQ(run.Out("report"), Value((out / "r.md").native()));
  EXPECT_EQ(Read(out / "r.md"),
            "# T\n\n2 items\n\n| path | words | note |\n| --- | --- | --- |\n| a\\|b | 2 |  |\n| c "
            "|  | x y, z |\n");
  EXPECT_EQ(Value::FromJson(Read(out / "r.json")).view()["items"], items.view());
  EXPECT_EQ(std::distance(fs::directory_iterator(out), {}), 2);
}

TEST_F(Text, ReportSaysWhyItCannotWrite) {
  Write("file", "x");
  const std::string config = R"({"folder":")" + (folder / "file").native() + R"("})";
  const auto run = host.Create("text.report", config)
                       .Call()
                       .In("title", "T")
                       .In("items", Value::FromJson("[]"))
                       .Run();
  ASSERT_TRUE(run.failure);
  EXPECT_NE(run.failure->message.find("cannot be written"), std::string::npos);
}

}  // namespace
