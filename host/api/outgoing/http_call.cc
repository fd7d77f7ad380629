// SPDX-License-Identifier: Apache-2.0
#include "host/api/outgoing/http_call.h"

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
#include <istream>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>

#include "host/api/outgoing/outside.h"

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
SocketAddress AddressOf(const HttpCall& call) {
  const Poco::Net::HostEntry host = Poco::Net::DNS::resolve(call.url.host);
  for (const IPAddress& address : host.addresses()) {
    const std::span bytes(static_cast<const std::uint8_t*>(address.addr()), address.length());
    if (call.inside || IsOutside(bytes)) return {address, call.url.port};
  }
  throw std::runtime_error("the server has no address of the public internet");
}

HTTPRequest RequestOf(const HttpCall& call) {
  HTTPRequest request(call.method, call.url.target, HTTPRequest::HTTP_1_1);
  request.setHost(call.url.host, call.url.port);
  if (call.method != HTTPRequest::HTTP_GET) {
    request.setContentType("application/json");
    request.setContentLength64(static_cast<Poco::Int64>(call.body.size()));
  }
  request.setKeepAlive(false);
  for (const auto& [name, value] : call.headers) request.set(name, value);
  return request;
}

// What is longer than that is none that was asked for.
std::string BodyOf(std::istream& answer, std::size_t most) {
  std::string body(most + 1, '\0');
  answer.read(body.data(), static_cast<std::streamsize>(body.size()));
  body.resize(static_cast<std::size_t>(answer.gcount()));
  if (body.size() > most) throw std::runtime_error("its answer is too long");
  return body;
}

HttpAnswer Talk(HTTPClientSession& session, const HttpCall& call) {
  // One that would be closed first is opened anew, to an address that nobody has looked at.
  session.setKeepAlive(true);
  session.setTimeout(TimespanOf(call.time));
  HTTPRequest request = RequestOf(call);
  session.sendRequest(request) << call.body;
  Poco::Net::HTTPResponse response;
  response.setFieldLimit(kHeadersMost);
  std::istream& answer = session.receiveResponse(response);
  const int status = response.getStatus();
  if (status < 200 || status >= 300)
    return {.status = status, .problem = "it answered " + std::to_string(status), .body = {}};
  return {.status = status, .problem = {}, .body = call.most == 0 ? "" : BodyOf(answer, call.most)};
}

// Only from here on is it known who answers.
void Greet(Poco::Net::SecureStreamSocket& socket, const HttpCall& call) {
  if (socket.completeHandshake() != 1) throw std::runtime_error("the TLS handshake did not end");
  socket.verifyPeerCertificate(call.url.host);
}

template <typename Socket>
HttpAnswer TalkBy(Socket socket, const HttpCall& call, const std::stop_token& stop) {
  socket.connect(AddressOf(call), TimespanOf(kConnect));
  socket.setReceiveTimeout(TimespanOf(call.time));
  socket.setSendTimeout(TimespanOf(call.time));
  const Deadline deadline(socket.impl()->sockfd(), call.time, stop);
  if constexpr (std::is_same_v<Socket, Poco::Net::SecureStreamSocket>) Greet(socket, call);
  HTTPClientSession session(socket);
  return Talk(session, call);
}

HttpAnswer Send(const HttpCall& call, const std::stop_token& stop) {
  if (!call.url.secure) return TalkBy(Poco::Net::StreamSocket(), call, stop);
  Poco::Net::SecureStreamSocket socket(Trust());
  socket.setPeerHostName(call.url.host);
  socket.setLazyHandshake(true);
  return TalkBy(socket, call, stop);
}

}  // namespace

HttpAnswer CallServer(const HttpCall& call, const std::stop_token& stop) {
  try {
    return Send(call, stop);
  } catch (const Poco::Exception& problem) {
    return {.status = 0, .problem = problem.displayText(), .body = {}};
  } catch (const std::exception& problem) {
    return {.status = 0, .problem = problem.what(), .body = {}};
  }
}

}  // namespace dashflow::api
