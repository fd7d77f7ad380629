// SPDX-License-Identifier: Apache-2.0
#include "host/cli/last_resort.h"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>
#include <string>

namespace dashflow::cli {
namespace {

// What the console says on stderr of a command that ends like this.
std::string Said(const std::function<Exit()>& run, Exit expected) {
  const Globals globals;
  const Console console(globals);
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunToLastResort(console, run), expected);
  return testing::internal::GetCapturedStderr();
}

TEST(LastResort, GivesWhatACommandReturns) {
  EXPECT_EQ(Said([] { return Exit::kConflict; }, Exit::kConflict), "");
}

TEST(LastResort, GivesAnExceptionTheCodeInternalAndSaysWhatItWas) {
  const std::string said =
      Said([]() -> Exit { throw std::runtime_error("the shelf fell down"); }, Exit::kFailed);
  EXPECT_EQ(said.find("error[internal]: "), 0u) << said;
  EXPECT_NE(said.find("why  the shelf fell down"), std::string::npos) << said;
  EXPECT_NE(said.find("fix  report it"), std::string::npos) << said;
}

TEST(LastResort, GivesWhatIsNoExceptionACode) {
  const std::string said = Said([]() -> Exit { throw 7; }, Exit::kFailed);
  EXPECT_EQ(said.find("error[internal]: "), 0u) << said;
}

TEST(LastResort, TellsThatThereIsNoMemory) {
  const std::string said = Said([]() -> Exit { throw std::bad_alloc(); }, Exit::kFailed);
  EXPECT_EQ(said.find("error[out_of_memory]: "), 0u) << said;
}

}  // namespace
}  // namespace dashflow::cli
