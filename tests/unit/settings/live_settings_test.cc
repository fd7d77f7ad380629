// SPDX-License-Identifier: Apache-2.0
#include "host/settings/live_settings.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "tests/unit/settings/settings_folder.h"

namespace dashflow::settings {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LiveSettingsTest : public SettingsFolder {
 protected:
  std::unique_ptr<LiveSettings> Start(const std::string& text) {
    Write(text);
    return std::make_unique<LiveSettings>(LoadSettings(sources_).settings,
                                          [this] { return LoadSettings(sources_); });
  }
  void Write(const std::string& text) { sources_.files = {File("c.yaml", text)}; }

  Sources sources_;
};

TEST_F(LiveSettingsTest, TakeWhatIsNew) {
  const auto live = Start("workflows: {gone: a.yaml, moved: a.yaml, same: a.yaml}\n");
  Write("workflows: {moved: b.yaml, new: b.yaml,\n same: a.yaml}\n");
  const Reload reload = live->ReadAgain();
  EXPECT_THAT(reload.changed, ElementsAre("workflows.gone", "workflows.moved", "workflows.new"));
  EXPECT_THAT(reload.at_restart, IsEmpty());
  EXPECT_THAT(reload.files, ElementsAre(Place("c.yaml")));
  EXPECT_EQ(live->Now()->Text("workflows.moved"), Place("b.yaml"));
  EXPECT_EQ(live->Now()->Find("workflows.gone"), nullptr);
  EXPECT_THAT(live->ReadAgain().changed, IsEmpty());
}

TEST_F(LiveSettingsTest, KeepTheOldOnesWithAMistakeInAnyLayer) {
  const auto live = Start("workflows: {one: a.yaml}\n");
  Write("workflows: {one: b.yaml}\nstroe: memory\n");
  sources_.environment = {{"DASHFLOW__WORKERS", "many"}};
  const Reload reload = live->ReadAgain();
  EXPECT_EQ(reload.errors.size(), 2U);
  EXPECT_THAT(reload.changed, IsEmpty());
  EXPECT_EQ(live->Now()->Text("workflows.one"), Place("a.yaml"));
}

TEST_F(LiveSettingsTest, KeepTheOldOnesWhenAFileIsGone) {
  const auto live = Start("workflows: {one: a.yaml}\n");
  std::filesystem::remove(Place("c.yaml"));
  EXPECT_EQ(live->ReadAgain().errors.size(), 1U);
  EXPECT_EQ(live->Now()->Text("workflows.one"), Place("a.yaml"));
}

TEST_F(LiveSettingsTest, WhatNeedsARestartIsToldUntilThereIsOne) {
  const auto live = Start("workers: 2\nstore: main\nstores: {main: memory}\n");
  Write("workers: 3\nstores: {other: memory}\nworkflows: {one: a.yaml}\n");
  for (int time = 0; time < 2; ++time) {
    const Reload reload = live->ReadAgain();
    EXPECT_THAT(reload.at_restart, ElementsAre("store", "stores.main", "stores.other", "workers"));
    EXPECT_EQ(reload.changed.size(), time == 0 ? 1U : 0U);
  }
  EXPECT_EQ(live->Now()->Find("workers")->as_int(), 2);
  EXPECT_EQ(live->Now()->all().at("workers").origin, Place("c.yaml") + ":1");
  EXPECT_EQ(live->Now()->Text("stores.main"), "memory");
  EXPECT_EQ(live->Now()->Find("stores.other"), nullptr);
  EXPECT_EQ(live->Now()->Text("workflows.one"), Place("a.yaml"));
  Write("workers: 2\nstore: main\nstores: {main: memory}\n");
  EXPECT_THAT(live->ReadAgain().at_restart, IsEmpty());
}

TEST_F(LiveSettingsTest, WhoLooksMeanwhileSeesOneOrTheOther) {
  const auto live = Start("workflows: {a: x, b: x}\n");
  const std::shared_ptr<const Settings> before = live->Now();
  std::atomic<bool> done = false;
  std::thread looking([&] {
    while (!done) {
      const auto now = live->Now();
      ASSERT_EQ(now->Text("workflows.a"), now->Text("workflows.b"));
    }
  });
  for (const char* text : {"workflows: {a: y, b: y}\n", "workflows: {a: z, b: z}\n"}) {
    Write(text);
    live->ReadAgain();
  }
  done = true;
  looking.join();
  EXPECT_EQ(live->Now()->Text("workflows.a"), Place("z"));
  EXPECT_EQ(before->Text("workflows.a"), Place("x"));
}

}  // namespace
}  // namespace dashflow::settings
