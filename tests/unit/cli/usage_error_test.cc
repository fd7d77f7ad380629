// SPDX-License-Identifier: Apache-2.0
#include "host/cli/command/usage_error.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace dashflow::cli {
namespace {

class UsageErrorTest : public testing::Test {
 protected:
  UsageErrorTest() {
    app_.require_subcommand(1);
    app_.add_flag("--loud", loud_);
    draw_->add_option("SHAPE", text_)->required();
    draw_->add_option("--colour", text_)->check(CLI::IsMember({"red"}));
    app_.add_subcommand("erase");
  }

  // "message | fix".
  std::string Refused(const std::string& line) {
    try {
      app_.parse(line);
    } catch (const CLI::ParseError& refusal) {
      const Error error = UsageError(app_, refusal);
      return error.message() + " | " + error.fix();
    }
    return "accepted";
  }

  CLI::App app_{"", "paint"};
  CLI::App* draw_ = app_.add_subcommand("draw");
  bool loud_ = false;
  std::string text_;
};

TEST_F(UsageErrorTest, UnknownWordsHaveASuggestion) {
  EXPECT_EQ(Refused("darw"), "there is no command 'darw' | did you mean 'draw'?");
  EXPECT_EQ(Refused("xyzzy"), "there is no command 'xyzzy' | use one of draw, erase");
  EXPECT_EQ(Refused("draw box --color=red"),
            "there is no option '--color' | did you mean '--colour'?");
  EXPECT_EQ(Refused("erase --luod"), "there is no option '--luod' | did you mean '--loud'?");
  EXPECT_EQ(Refused("draw box tree"), "'tree' is not expected here | see `paint draw --help`");
}

TEST_F(UsageErrorTest, AnUnknownWordCountsMoreThanAMissingOne) {
  EXPECT_EQ(Refused("draw --colur"), "there is no option '--colur' | did you mean '--colour'?");
}

TEST_F(UsageErrorTest, TheRestIsInTheWordsOfTheParser) {
  EXPECT_EQ(Refused("draw"), "SHAPE is required | see `paint draw --help`");
  EXPECT_EQ(Refused("draw box --colour blue"),
            "--colour: blue not in {red} | see `paint draw --help`");
}

}  // namespace
}  // namespace dashflow::cli
