// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "host/cli/completion/man_pages.h"
#include "host/cli/completion/man_text.h"

namespace dashflow::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ManText, NothingIsTakenForARequest) {
  EXPECT_EQ(ManEscaped(".so /etc/passwd"), "\\&.so /etc/passwd");
  EXPECT_EQ(ManEscaped("'quoted' \\fB --x"), "\\(aqquoted\\(aq \\efB \\-\\-x");
  EXPECT_EQ(ManEscaped("a · b × €"), "a \\[u00B7] b \\[u00D7] \\[u20AC]");
  EXPECT_EQ(ManEscaped("\xf0\x9f\x98\x80"), "\\[u1F600]");
}

TEST(ManText, CutCharactersEndTheText) { EXPECT_EQ(ManEscaped("a\xe2\x82"), "a\\[u0082]"); }

TEST(ManPages, ThereIsOneForTheProgramAndOneForEachFamily) {
  CLI::App app("Does things", "dashflow");
  std::string text;
  app.add_option("--store", text, "Where it is")->type_name("URL")->envname("THE_STORE");
  CLI::App* draw = app.add_subcommand("draw", "Draw it");
  CLI::App* box = draw->add_subcommand("box", "Draw a box");
  box->add_option("FILE", text, "A file")->required();
  box->add_option("--shape", text, "Its shape")->check(CLI::IsMember({"round", "flat"}));
  SetExamples(*box, {"dashflow draw box x.yaml"});
  app.add_subcommand("sing", "Sing");
  const auto pages = ManPages(TreeOf(app), {"1.2", "2026-11-29"});
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(pages[0].file, "dashflow.1");
  EXPECT_EQ(pages[1].file, "dashflow-draw.1");
  EXPECT_EQ(pages[2].file, "dashflow-sing.1");
  EXPECT_THAT(pages[0].text, HasSubstr(".TH DASHFLOW 1 2026-11-29 \"dashflow 1.2\""));
  EXPECT_THAT(pages[0].text, HasSubstr("\\fBTHE_STORE\\fR"));
  EXPECT_THAT(pages[0].text, HasSubstr("\\fB\\-\\-store\\fR \\fIURL\\fR"));
  EXPECT_THAT(pages[1].text,
              HasSubstr(".SS \\fBdashflow draw box\\fR [\\fIOPTION\\fR ...] \\fIFILE\\fR"));
  EXPECT_THAT(pages[1].text, HasSubstr("\\fB\\-\\-shape\\fR \\fIround|flat\\fR"));
  EXPECT_THAT(pages[1].text, HasSubstr(".EX\ndashflow draw box x.yaml\n.EE"));
}

TEST(ManPages, ExamplesEndTheHelpToo) {
  CLI::App app("Does things", "dashflow");
  app.footer("More elsewhere.");
  SetExamples(app, {"dashflow a", "dashflow b"});
  EXPECT_THAT(TreeOf(app).front().examples, ElementsAre("dashflow a", "dashflow b"));
  EXPECT_THAT(app.help(), HasSubstr("Examples:\n  dashflow a\n  dashflow b\n\nMore elsewhere."));
}

}  // namespace
}  // namespace dashflow::cli
