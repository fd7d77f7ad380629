// SPDX-License-Identifier: Apache-2.0
#include "host/control/call.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <vector>

namespace dashflow::control {
namespace {

class CallTest : public ::testing::Test {
 protected:
  void Watch() {
    call.Watch([this](int signal) { seen.push_back(signal); });
  }

  Call call{Request(), Streams()};
  std::vector<int> seen;
};

TEST_F(CallTest, TellsSignalsToWhoWatches) {
  Watch();
  call.Raise(SIGINT);
  call.Raise(SIGTERM);
  EXPECT_EQ(seen, (std::vector<int>{SIGINT, SIGTERM}));
}

TEST_F(CallTest, TellsWhatCameBefore) {
  call.Raise(SIGTERM);
  Watch();
  EXPECT_EQ(seen, std::vector<int>{SIGTERM});
}

TEST_F(CallTest, TellsNobodyWhoHasLeft) {
  Watch();
  call.Watch({});
  call.Raise(SIGINT);
  EXPECT_TRUE(seen.empty());
}

}  // namespace
}  // namespace dashflow::control
