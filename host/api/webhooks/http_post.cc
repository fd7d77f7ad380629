// SPDX-License-Identifier: Apache-2.0
#include "host/api/webhooks/http_post.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Timespan.h>
#include <sys/socket.h>

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <thread>
#include <type_traits>

#include "host/api/webhooks/outside.h"

namespace dashflow::api {
namespace {

using Poco::Net::Context;
using Poco::Net::HTTPClientSession;
using Poco::Net::HTTPRequest;
using Poco::Net::IPAddress;
using Poco::Net::SocketAddress;

constexpr int kHeadersMost = 100;
constexpr std::chrono::seconds kConnect{5};  // nothing cuts it short

Poco::Timespan TimespanOf(std::chrono::milliseconds time) {
  return {static_cast<Poco::Timespan::TimeDiff>(time.count()) * 1000};
}

// The roots of the system, or those of SSL_CERT_FILE.
Context::Ptr Trust() {
  static const Context::Ptr trust = [] {
    Context::Ptr made(new Context(Context::TLS_CLIENT_USE, "", "", "", Context::VERIFY_STRICT, 9,
                                  /*loadDefaultCAs=*/true));
    made->requireMinimumProtocol(Context::PROTO_TLSV1_2);
    made->enableExtendedCertificateVerification(true);  // the name, too
    return made;
  }();
  return trust;
}

// A server that sends a byte now and then must not hold us longer.
class Deadline {
 public:
  Deadline(int socket, std::chrono::milliseconds time, const std::stop_token& stop)
      : cut_(stop, Cut{socket}), thread_([this, socket, time](const std::stop_token& over) {
          std::unique_lock lock(mutex_);
          changed_.wait_for(lock, over, time, [] { return false; });
          if (!over.stop_requested()) Cut{socket}();
        }) {}

 private:
  struct Cut {
    int socket;
    void operator()() const { ::shutdown(socket, SHUT_RDWR); }
  };

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::stop_callback<Cut> cut_;
  std::jthread thread_;
};

// The one address that is both looked at and used: a second look-up might say something else.
SocketAddress AddressOf(const Post& post) {
  const Poco::Net::HostEntry host = Poco::Net::DNS::resolve(post.url.host);
  for (const IPAddress& address : host.addresses()) {
    const std::span bytes(static_cast<const std::uint8_t*>(address.addr()), address.length());
    if (post.inside || IsOutside(bytes)) return {address, post.url.port};
  }
  throw std::runtime_error("the server has no address of the public internet");
}

HTTPRequest RequestOf(const Post& post) {
  HTTPRequest request(HTTPRequest::HTTP_POST, post.url.target, HTTPRequest::HTTP_1_1);
  request.setHost(post.url.host, post.url.port);
  request.setContentType("application/json");
  request.setContentLength64(static_cast<Poco::Int64>(post.body.size()));
  request.setKeepAlive(false);
  for (const auto& [name, value] : post.headers) request.set(name, value);
  return request;
}

int Talk(HTTPClientSession& session, const Post& post) {
  // One that would be closed first is opened anew, to an address that nobody has looked at.
  session.setKeepAlive(true);
  session.setTimeout(TimespanOf(post.time));
  HTTPRequest request = RequestOf(post);
  session.sendRequest(request) << post.body;
  Poco::Net::HTTPResponse response;
  response.setFieldLimit(kHeadersMost);
  session.receiveResponse(response);
  return response.getStatus();
}

// Only from here on is it known who answers.
void Greet(Poco::Net::SecureStreamSocket& socket, const Post& post) {
  if (socket.completeHandshake() != 1) throw std::runtime_error("the TLS handshake did not end");
  socket.verifyPeerCertificate(post.url.host);
}

template <typename Socket>
int TalkBy(Socket socket, const Post& post, const std::stop_token& stop) {
  socket.connect(AddressOf(post), TimespanOf(kConnect));
  socket.setReceiveTimeout(TimespanOf(post.time));
  socket.setSendTimeout(TimespanOf(post.time));
  const Deadline deadline(socket.impl()->sockfd(), post.time, stop);
  if constexpr (std::is_same_v<Socket, Poco::Net::SecureStreamSocket>) Greet(socket, post);
  HTTPClientSession session(socket);
  return Talk(session, post);
}

int Send(const Post& post, const std::stop_token& stop) {
  if (!post.url.secure) return TalkBy(Poco::Net::StreamSocket(), post, stop);
  Poco::Net::SecureStreamSocket socket(Trust());
  socket.setPeerHostName(post.url.host);
  socket.setLazyHandshake(true);
  return TalkBy(socket, post, stop);
}

}  // namespace

PostResult SendPost(const Post& post, const std::stop_token& stop) {
  try {
    const int status = Send(post, stop);
    const bool done = status >= 200 && status < 300;
    return {status, done ? std::string() : "it answered " + std::to_string(status)};
  } catch (const Poco::Exception& problem) {
    return {0, problem.displayText()};
  } catch (const std::exception& problem) {
    return {0, problem.what()};
  }
}

}  // namespace dashflow::api
