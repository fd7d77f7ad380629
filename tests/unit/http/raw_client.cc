// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/http/raw_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstring>

namespace dashflow::http {
namespace {

constexpr int kPatience = 20'000;  // ms; nothing takes so long but a test that fails

Descriptor ConnectTo(const std::string& url) {
  if (url.starts_with("unix:")) {
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, url.c_str() + 5);
    EXPECT_EQ(::connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return socket;
  }
  Descriptor socket(::socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  return socket;
}

bool AwaitEvent(int socket, short event) {
  pollfd wait{socket, event, 0};
  return ::poll(&wait, 1, kPatience) > 0;
}

}  // namespace

RawClient::RawClient(const std::string& url) : socket_(ConnectTo(url)) {}

void RawClient::Send(std::string_view bytes) { EXPECT_TRUE(TrySend(bytes)); }

bool RawClient::TrySend(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!AwaitEvent(socket_.number(), POLLOUT)) return false;
    const ssize_t sent =
        ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::EndSending() { ::shutdown(socket_.number(), SHUT_WR); }

void RawClient::CloseHard() {
  const linger now{1, 0};
  ::setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  Close();
}

bool RawClient::Fill() {
  if (is_at_end_) return false;
  std::array<char, 65536> bytes{};
  EXPECT_TRUE(AwaitEvent(socket_.number(), POLLIN)) << "the server says nothing";
  const ssize_t count = ::recv(socket_.number(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (count > 0) buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  is_at_end_ = count <= 0;
  return !is_at_end_;
}

bool RawClient::IsAtEnd() { return buffer_.empty() && !Fill(); }

std::string RawClient::Line() {
  while (buffer_.find("\r\n") == std::string::npos) {
    if (!Fill()) return {};
  }
  const std::size_t end = buffer_.find("\r\n");
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return line;
}

std::string RawClient::Exactly(std::size_t bytes) {
  while (buffer_.size() < bytes && Fill()) {
  }
  std::string text = buffer_.substr(0, bytes);
  buffer_.erase(0, bytes);
  return text;
}

void RawClient::ReadChunks(RawAnswer& answer) {
  for (;;) {
    const std::string size = Line();
    answer.is_cut_off = size.empty();
    if (size.empty()) return;
    const std::size_t bytes = std::stoul(size, nullptr, 16);
    answer.body += Exactly(bytes);
    Line();
    if (bytes == 0) return;
  }
}

RawAnswer RawClient::Read(bool has_body) {
  RawAnswer answer;
  const std::string status = Line();
  if (!status.starts_with("HTTP/1.1 ")) return answer;
  answer.status = std::stoi(status.substr(9));
  for (std::string line = Line(); !line.empty(); line = Line()) {
    const std::size_t colon = line.find(": ");
    answer.headers[line.substr(0, colon)] = line.substr(colon + 2);
  }
  if (!has_body) return answer;
  if (answer.headers.contains("transfer-encoding")) ReadChunks(answer);
  const auto length = answer.headers.find("content-length");
  if (length == answer.headers.end()) return answer;
  const std::size_t bytes = std::stoul(length->second);
  answer.body = Exactly(bytes);
  answer.is_cut_off = answer.body.size() < bytes;
  return answer;
}

ServerFixture::ServerFixture() = default;

void ServerFixture::Start(std::vector<Route> routes, const Limits& limits) {
  Options options;
  options.listen = {"127.0.0.1:0"};
  options.limits = limits;
  options.policy = policy_;
  auto server = Server::Start(std::move(options),
                              {clock_, random_, log_, metrics_, authenticator_, {}, "1.2.3"},
                              std::move(routes));
  ASSERT_TRUE(server.has_value()) << server.error().message();
  server_ = std::move(server).value();
}

RawAnswer ServerFixture::Get(const std::string& path) {
  return Connect().Ask(RequestText("GET", path));
}

std::string ClientFrame(unsigned first, std::string_view payload) {
  constexpr std::string_view kMask = "mask";
  std::string frame(1, static_cast<char>(first));
  const int bytes = payload.size() <= 125 ? 0 : payload.size() <= 0xffff ? 2 : 8;
  const std::size_t length = bytes == 0 ? payload.size() : bytes == 2 ? 126 : 127;
  frame += static_cast<char>(0x80U | length);
  for (int i = bytes - 1; i >= 0; --i) frame += static_cast<char>(payload.size() >> (8 * i));
  frame += kMask;
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame += static_cast<char>(payload[i] ^ kMask[i % 4]);
  return frame;
}

std::string RequestText(const std::string& method, const std::string& target,
                        const std::string& body, const std::string& headers) {
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

}  // namespace dashflow::http
