// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/words.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "host/cli/remote/on_host.h"

namespace dashflow::cli {
namespace {

using Words = std::vector<std::string>;

class WordsTest : public testing::Test {
 protected:
  WordsTest() {
    char name[] = "/tmp/dashflow-words-XXXXXX";
    folder_ = ::mkdtemp(name);
    file_ = folder_ / "file";
    std::ofstream(file_) << "inside";
  }
  ~WordsTest() override { std::filesystem::remove_all(folder_); }

  Words Sent(const Words& words) {
    auto sent = WordsForElsewhere(words, file_.string());
    EXPECT_TRUE(sent.has_value());
    return sent.has_value() ? *sent : Words();
  }

  std::filesystem::path folder_;
  std::filesystem::path file_;
};

TEST_F(WordsTest, WhereItRunsStaysHere) {
  EXPECT_EQ(Sent({"--server", "http://x", "run", "--store=sqlite:x", "w", "--config", "c",
                  "--plugin-path", "p", "--json"}),
            (Words{"run", "w", "--json"}));
}

TEST_F(WordsTest, FilesAndInputGoAlong) {
  const std::string file = "@" + file_.string();
  EXPECT_EQ(Sent({"run", "w", "--input", file, "--answer=" + file, "--update", "-"}),
            (Words{"run", "w", "--input", "inside", "--answer=inside", "--update", "inside"}));
}

TEST_F(WordsTest, OtherWordsAreAsTheyWere) {
  const Words words{"wait", "@last", "--param", "k=@v", "eval", "a - b", "x=-"};
  EXPECT_EQ(Sent(words), words);
}

TEST_F(WordsTest, AFileThatIsNotThere) {
  const auto sent = WordsForElsewhere({"--input", "@/absent/file"}, "/dev/null");
  ASSERT_TRUE(sent.has_error());
  EXPECT_EQ(sent.error().code(), "file_not_found");
}

TEST(OnHostTest, WhatNeedsNoFileOfTheClient) {
  EXPECT_TRUE(RunsOnHost("run"));
  EXPECT_TRUE(RunsOnHost("threads list"));
  for (const char* here : {"", "serve", "db restore", "plugin run", "workflow init", "threads"})
    EXPECT_FALSE(RunsOnHost(here)) << here;
}

}  // namespace
}  // namespace dashflow::cli
