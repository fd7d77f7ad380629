// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/line_body.h"

#include <gtest/gtest.h>

#include <future>

#include "host/cli/remote/printed.h"

namespace dashflow::cli {
namespace {

// A client that takes as many chunks as it has been given leave to.
class SlowClient final : public http::BodyStream {
 public:
  bool Write(std::string chunk) override {
    const std::lock_guard lock(mutex_);
    if (leave_ == 0 || gone_) return false;
    --leave_;
    text_ += chunk;
    return true;
  }
  void OnRoom(std::function<void()> call) override {
    const std::lock_guard lock(mutex_);
    on_room_ = std::move(call);
    asked_.set_value();
  }
  void OnGone(std::function<void()>) override {}
  bool gone() const override {
    const std::lock_guard lock(mutex_);
    return gone_;
  }
  void Close() override { closed_ = true; }

  void Give(int leave) {
    Tell([this, leave] { leave_ = leave; });
  }
  void Leave() {
    Tell([this] { gone_ = true; });
  }
  void AwaitAsked() {
    asked_.get_future().wait();
    asked_ = {};
  }
  const std::string& text() const { return text_; }
  bool closed() const { return closed_; }

 private:
  template <class Change>
  void Tell(Change change) {
    std::function<void()> call;
    {
      const std::lock_guard lock(mutex_);
      change();
      call.swap(on_room_);
    }
    if (call) call();
  }

  mutable std::mutex mutex_;
  int leave_ = 0;
  bool gone_ = false;
  bool closed_ = false;
  std::string text_;
  std::function<void()> on_room_;
  std::promise<void> asked_;
};

class LineBodyTest : public testing::Test {
 protected:
  static Value Line(std::size_t size) {
    return Value::EmptyObject().Set("out", std::string(size, 'x'));
  }

  const std::shared_ptr<SlowClient> client_ = std::make_shared<SlowClient>();
  const std::shared_ptr<LineBody> body_ = std::make_shared<LineBody>(client_);
};

TEST_F(LineBodyTest, TheEndComesBehindWhatIsKept) {
  EXPECT_TRUE(body_->Send(Line(1)));
  client_->AwaitAsked();
  auto ended = std::async(std::launch::async, [this] { body_->End(); });
  client_->Give(1);
  ended.get();
  EXPECT_EQ(client_->text(), "{\"out\":\"x\"}\n");
  EXPECT_TRUE(client_->closed());
}

TEST_F(LineBodyTest, ItsOwnThreadWaitsForASlowClient) {
  auto sent = std::async(std::launch::async, [this] {
    body_->WaitHere();
    return body_->Send(Line(2 << 20));
  });
  client_->AwaitAsked();
  client_->Give(1);
  EXPECT_TRUE(sent.get());
}

TEST_F(LineBodyTest, OtherThreadsCutItOff) {
  EXPECT_TRUE(body_->Send(Line(7 << 20)));
  EXPECT_FALSE(body_->Send(Line(2 << 20)));
  EXPECT_FALSE(body_->Beat());
  body_->End();
  EXPECT_FALSE(client_->closed());
}

TEST_F(LineBodyTest, AClientThatLeavesIsNotWaitedFor) {
  auto sent = std::async(std::launch::async, [this] {
    body_->WaitHere();
    return body_->Send(Line(2 << 20));
  });
  client_->AwaitAsked();
  client_->Leave();
  EXPECT_FALSE(sent.get());
}

TEST_F(LineBodyTest, ASignOfLifeOnlyWhereNothingElseComes) {
  client_->Give(1);
  EXPECT_TRUE(body_->Beat());
  EXPECT_EQ(client_->text(), "\n");
  EXPECT_TRUE(body_->Send(Line(1)));
  EXPECT_TRUE(body_->Beat());
  EXPECT_EQ(client_->text(), "\n");
}

TEST_F(LineBodyTest, CharactersStayWhole) {
  client_->Give(10);
  {
    const Printed out(*body_, "out");
    for (const char* piece : {"a\xc3", "\xa4", "\xff\xff", "b"}) {
      std::fputs(piece, out.file());
      std::fflush(out.file());
    }
  }
  EXPECT_EQ(client_->text(),
            "{\"out\":\"a\"}\n{\"out\":\"ä\"}\n{\"out\":\"\uFFFD\uFFFD\"}\n{\"out\":\"b\"}\n");
}

}  // namespace
}  // namespace dashflow::cli
