// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/descriptor.h"
#include "host/http/server.h"

namespace dashflow::http {

// An answer as a client reads it.
struct RawAnswer {
  int status = 0;  // 0 = the connection ended before it
  std::map<std::string, std::string> headers;
  std::string body;         // without the framing
  bool is_cut_off = false;  // the connection ended within it
};

// A client that sends what it is told, also what no client should.
class RawClient {
 public:
  // `url` as Server::urls has it.
  explicit RawClient(const std::string& url);

  void Send(std::string_view bytes);
  // False: the other end takes no more.
  bool TrySend(std::string_view bytes);
  void EndSending();
  // The next answer; `has_body` = false after HEAD.
  RawAnswer Read(bool has_body = true);
  RawAnswer Ask(std::string_view bytes) {
    Send(bytes);
    return Read();
  }
  // Until something has come, or the end.
  bool Fill();
  bool IsAtEnd();  // the server has closed; waits for it
  std::string& buffer() { return buffer_; }
  void Close() { socket_ = Descriptor(); }
  void CloseHard();  // by a reset

 private:
  std::string Line();
  std::string Exactly(std::size_t bytes);
  void ReadChunks(RawAnswer& answer);

  Descriptor socket_;
  std::string buffer_;
  bool is_at_end_ = false;
};

// Keeps its lines.
class KeptLog final : public Log {
 public:
  bool Enabled(LogLevel level) const override { return level >= LogLevel::kInfo; }
  void Write(LogLevel, std::string_view, std::string_view message) override {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(message);
  }
  std::vector<std::string> lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

// A server at a free port.
class ServerFixture {
 public:
  ServerFixture();
  void Start(std::vector<Route> routes, const Limits& limits = {});
  RawClient Connect() { return RawClient(server_->urls().front()); }
  RawAnswer Get(const std::string& path);
  Server& server() { return *server_; }
  // Of the next start.
  void Use(Authenticator& authenticator) { authenticator_ = &authenticator; }
  Policy& policy() { return policy_; }
  std::string Metrics() const { return metrics_.Render(telemetry::TextForm::kPrometheus); }
  KeptLog& log() { return log_; }
  void End() { server_.reset(); }

 private:
  SystemClock clock_;
  SeededRandom random_{1};
  KeptLog log_;
  telemetry::Registry metrics_;
  Authenticator* authenticator_ = nullptr;
  Policy policy_;
  std::unique_ptr<Server> server_;
};

// A frame of a WebSocket as a client sends it; `first` = its first byte.
std::string ClientFrame(unsigned first, std::string_view payload);

std::string RequestText(const std::string& method, const std::string& target,
                        const std::string& body = {}, const std::string& headers = {});

}  // namespace dashflow::http
