// SPDX-License-Identifier: Apache-2.0
#include "host/control/frame.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace dashflow::control {
namespace {

class FrameTest : public ::testing::Test {
 protected:
  FrameTest() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    here = Descriptor(ends[0]);
    there = Descriptor(ends[1]);
  }
  void SendBytes(std::string_view bytes) const {
    EXPECT_EQ(::write(here.number(), bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
  }

  Descriptor here;
  Descriptor there;
};

TEST_F(FrameTest, ComesAsItWasSent) {
  const Value frame = Value::EmptyObject().Set("a", 1).Set("b", "text");
  EXPECT_TRUE(SendFrame(here.number(), frame));
  EXPECT_TRUE(SendFrame(here.number(), Value(2)));
  EXPECT_EQ(ReceiveFrame(there.number()), frame);
  EXPECT_EQ(ReceiveFrame(there.number()), Value(2));
}

TEST_F(FrameTest, IsLargerThanTheSocketHolds) {
  const Value frame(std::string(4'000'000, 'x'));
  std::thread sender([&] { EXPECT_TRUE(SendFrame(here.number(), frame)); });
  EXPECT_EQ(ReceiveFrame(there.number()), frame);
  sender.join();
}

TEST_F(FrameTest, CarriesThreeDescriptors) {
  int pipe[2] = {-1, -1};
  ASSERT_EQ(::pipe2(pipe, O_CLOEXEC), 0);
  const Descriptor reading(pipe[0]);
  const Descriptor writing(pipe[1]);
  const std::array<int, 3> sent{reading.number(), writing.number(), writing.number()};
  ASSERT_TRUE(SendFrame(here.number(), Value(1), &sent));
  Streams streams;
  ASSERT_EQ(ReceiveFrame(there.number(), &streams), Value(1));
  char letter = 'x';
  ASSERT_EQ(::write(streams[2].number(), &letter, 1), 1);
  letter = 'y';
  ASSERT_EQ(::read(streams[0].number(), &letter, 1), 1);
  EXPECT_EQ(letter, 'x');
}

TEST_F(FrameTest, ClosesDescriptorsThatNobodyExpects) {
  int pipe[2] = {-1, -1};
  ASSERT_EQ(::pipe2(pipe, O_CLOEXEC), 0);
  const Descriptor reading(pipe[0]);
  Descriptor writing(pipe[1]);
  const std::array<int, 3> sent{writing.number(), writing.number(), writing.number()};
  ASSERT_TRUE(SendFrame(here.number(), Value(1), &sent));
  ASSERT_EQ(ReceiveFrame(there.number()), Value(1));
  { const Descriptor gone = std::move(writing); }
  char letter = 'x';
  EXPECT_EQ(::read(reading.number(), &letter, 1), 0);  // nobody can write any more
}

TEST_F(FrameTest, ThatIsNoneIsNothing) {
  SendBytes(std::string("\4\0\0\0{\"a\"", 8));
  EXPECT_FALSE(ReceiveFrame(there.number()));
}

TEST_F(FrameTest, ThatIsTooLargeIsNothing) {
  SendBytes("\xff\xff\xff\xff");
  EXPECT_FALSE(ReceiveFrame(there.number()));
  EXPECT_FALSE(SendFrame(here.number(), Value(std::string((16U << 20) + 1, 'x'))));
}

TEST_F(FrameTest, ThatIsCutShortIsNothing) {
  SendBytes(std::string("\4\0\0\0tr", 6));
  { const Descriptor gone = std::move(here); }
  EXPECT_FALSE(ReceiveFrame(there.number()));
}

TEST_F(FrameTest, IsNotSentToNobody) {
  { const Descriptor gone = std::move(there); }
  EXPECT_FALSE(SendFrame(here.number(), Value(1)));
}

}  // namespace
}  // namespace dashflow::control
