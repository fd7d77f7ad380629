// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

namespace dashflow::sql {

// Stands between a client and a server on the loopback, and goes wrong when it is told to.
class TcpProxy {
 public:
  enum class Mode : std::uint8_t {
    kForward,
    kRefuse,         // cuts what there is and what comes
    kLoseQuestions,  // cuts a connection when the client asks something, which is not passed on
    kLoseAnswers,    // passes a question on, and cuts when it is answered
    kSilence,        // takes everything and passes nothing on
  };

  explicit TcpProxy(const std::string& server_port);
  ~TcpProxy();
  TcpProxy(const TcpProxy&) = delete;
  TcpProxy& operator=(const TcpProxy&) = delete;

  const std::string& port() const { return port_; }
  // What follows the call meets the new mode; kRefuse has cut what there was.
  void Set(Mode mode);

 private:
  struct Pair {
    int client = -1;
    int server = -1;
  };
  void Run();
  void Wake() const;
  void Forward(std::vector<Pair>& pairs);
  void Accept(std::vector<Pair>& pairs) const;
  bool Move(const Pair& pair, bool from_client) const;

  const std::string server_port_;
  int listener_ = -1;
  int wake_[2] = {-1, -1};
  std::string port_;
  std::atomic<Mode> mode_ = Mode::kForward;
  std::atomic<bool> stopping_ = false;
  std::binary_semaphore is_set_{0};
  std::thread thread_;
};

}  // namespace dashflow::sql
