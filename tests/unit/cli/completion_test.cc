// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "host/cli/completion/scripts.h"

namespace dashflow::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Completion : public testing::Test {
 protected:
  Completion() {
    app_.add_option("--store", text_, "Where it's kept");
    CLI::App* draw = app_.add_subcommand("draw", "Draw\nit");
    draw->require_subcommand(1);
    box_ = draw->add_subcommand("box", "A box");
    box_->add_option("FILE", text_, "A file");
    box_->add_flag("-f,--fast", fast_, "Be quick");
  }

  CLI::App app_{"A program", "dashflow"};
  CLI::App* box_ = nullptr;
  std::string text_;
  bool fast_ = false;
};

TEST_F(Completion, TheTreeHasEveryCommandAndOption) {
  const CommandTree tree = TreeOf(app_);
  ASSERT_EQ(tree.size(), 3u);
  EXPECT_EQ(tree[0].path, "");
  EXPECT_EQ(tree[0].words.at(0).word, "draw");
  EXPECT_EQ(tree[0].words.at(0).help, "Draw it");
  EXPECT_EQ(tree[2].path, " draw box");
  EXPECT_THAT(tree[2].options.at(1).names, ElementsAre("--fast", "-f"));
  EXPECT_FALSE(tree[2].options.at(1).takes_value);
  EXPECT_THAT(ValueOptions(tree), ElementsAre("--store"));
}

TEST_F(Completion, ANewOptionShowsUpByItself) {
  box_->add_option("--shape", text_, "What it looks like")->check(CLI::IsMember({"round", "flat"}));
  const CommandTree tree = TreeOf(app_);
  EXPECT_THAT(BashScript(tree), HasSubstr("--shape"));
  EXPECT_THAT(BashScript(tree), HasSubstr("\" draw box --shape\") words=\"round flat\" ;;"));
  EXPECT_THAT(ZshScript(tree), HasSubstr("'--shape:What it looks like'"));
  EXPECT_THAT(ZshScript(tree), HasSubstr("(' draw box --shape') offered=( round flat )"));
  EXPECT_THAT(FishScript(tree), HasSubstr(" -l shape -x -a 'round flat' -d 'What it looks like'"));
}

TEST_F(Completion, HelpTextsAreQuoted) {
  const CommandTree tree = TreeOf(app_);
  EXPECT_THAT(ZshScript(tree), HasSubstr("'--store:Where it'\\''s kept'"));
  EXPECT_THAT(FishScript(tree), HasSubstr("-l store -r -d 'Where it\\'s kept'"));
  EXPECT_THAT(FishScript(tree), HasSubstr("-n '__dashflow_at \\' draw box\\''"));
}

TEST_F(Completion, ChoicesOfAnArgumentAreWords) {
  app_.add_subcommand("pick", "Pick")
      ->add_option("COLOUR", text_, "One of two")
      ->check(CLI::IsMember({"red", "blue"}));
  const CommandTree tree = TreeOf(app_);
  EXPECT_EQ(tree.back().words.at(1).word, "blue");
}

}  // namespace
}  // namespace dashflow::cli
