// SPDX-License-Identifier: Apache-2.0
#include "host/http/server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "host/http/page/document.h"
#include "host/http/page/metrics.h"
#include "host/http/wire/acceptor.h"
#include "host/http/wire/address.h"
#include "host/http/wire/connection.h"
#include "host/http/wire/site.h"
#include "host/http/wire/tls.h"

namespace dashflow::http {
namespace {

using std::chrono::milliseconds;

// Often enough for the shortest time there is to keep.
milliseconds TickOf(const Limits& limits) {
  const milliseconds shortest = std::min({limits.head_time, limits.body_time, limits.idle_time,
                                          limits.write_time, milliseconds(4000)});
  return std::max(shortest / 4, milliseconds(5));
}

Result<std::vector<Listening>> ListenAtAll(Options& options) {
  std::vector<Listening> all;
  for (Descriptor& passed : options.passed) {
    DF_ASSIGN(Listening listening, ListenOn(std::move(passed)));
    all.push_back(std::move(listening));
  }
  for (const std::string& address : options.listen) {
    DF_ASSIGN(Listening listening, ListenAtAddress(address));
    all.push_back(std::move(listening));
  }
  if (!options.socket.empty()) {
    DF_ASSIGN(Listening listening, ListenAtPath(options.socket));
    all.push_back(std::move(listening));
  }
  return all;
}

Status AddOwnRoutes(const Server::Parts& parts, std::vector<Route>& routes) {
  for (Route& route : HealthRoutes(parts.readiness)) routes.push_back(std::move(route));
  routes.push_back(MetricsRoute(parts.metrics));
  return AddDocumentRoutes(parts.version, routes);
}

Status CheckProtected(const std::vector<Listening>& all, const Authenticator* authenticator) {
  for (const Listening& listening : all) {
    if (listening.is_loopback || authenticator != nullptr) continue;
    return Error("listen_unprotected",
                 "everybody who reaches " + listening.url + " could do everything")
        .Operation("listen")
        .Resource(listening.url);
  }
  return Ok();
}

void SayFull(Socket socket) {
  constexpr std::string_view kFull =
      "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nretry-after: 1\r\n"
      "connection: close\r\n\r\n";
  ::send(socket.native_handle(), kFull.data(), kFull.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

}  // namespace

class Server::Running {
 public:
  Running(Options options, const Parts& parts, RouteTable table, std::unique_ptr<HandlerPool> pool,
          std::unique_ptr<TlsKeys> tls)
      : options_(std::move(options)),
        table_(std::move(table)),
        guard_(options_.policy, parts.authenticator, parts.clock),
        meter_(parts.metrics, table_.routes()),
        front_(table_, guard_, meter_, parts.log),
        pool_(std::move(pool)),
        tls_(std::move(tls)),
        site_{options_.limits, front_, meter_, *pool_, parts.clock, parts.random, parts.log} {
    for (unsigned i = 0; i < std::max(1U, options_.io_threads); ++i)
      threads_.push_back(std::make_unique<IoThread>(TickOf(options_.limits)));
  }

  void Listen(std::vector<Listening> all) {
    for (Listening& listening : all) {
      urls_.push_back(UrlOf(listening));
      if (listening.host.empty() && listening.path == options_.socket) path_ = listening.path;
      const auto acceptor = std::make_shared<Acceptor>(
          *threads_.front(), listening, [this]() -> IoThread& { return NextThread(); },
          [this](Socket socket, IoThread& thread) { Serve(std::move(socket), thread); });
      acceptor->Start();
      acceptors_.push_back(acceptor);
    }
  }

  const std::vector<std::string>& urls() const { return urls_; }

  Status UseTls(const TlsFiles& files) { return tls_ ? tls_->Use(files) : Ok(); }

  void StopAccepting() {
    if (site_.is_ending.exchange(true)) return;
    for (const auto& acceptor : acceptors_) acceptor->Stop();
    if (!path_.empty()) ::unlink(path_.c_str());
    ForEach([](Connection& connection) { connection.EndSoon(); });
  }

  void Stop(std::chrono::nanoseconds limit) {
    StopAccepting();
    while (!site_.live.AwaitNone(limit)) {
      ForEach([](Connection& connection) { connection.Cut(); });
      limit = milliseconds(20);
    }
    pool_.reset();
    acceptors_.clear();
    threads_.clear();
  }

 private:
  std::string UrlOf(const Listening& listening) const {
    const bool is_secure = tls_ && !listening.host.empty();
    return is_secure ? "https" + listening.url.substr(4) : listening.url;
  }

  IoThread& NextThread() { return *threads_[next_++ % threads_.size()]; }

  void Serve(Socket socket, IoThread& thread) {
    if (site_.is_ending.load()) return;
    if (site_.live.count() >= options_.limits.connections) {
      meter_.Rejected("connections");
      return SayFull(std::move(socket));
    }
    Peer peer = PeerOf(socket.native_handle());
    if (!IsTrusted(peer)) return meter_.Rejected("peer");
    const bool is_secure = tls_ && !peer.user;
    auto pipe =
        is_secure ? TlsPipe(std::move(socket), tls_->Current()) : PlainPipe(std::move(socket));
    std::make_shared<Connection>(site_, thread, std::move(pipe), std::move(peer))->Start();
  }

  void ForEach(const std::function<void(Connection&)>& call) {
    for (const auto& thread : threads_) thread->ForEach(call);
  }

  const Options options_;
  const RouteTable table_;
  Guard guard_;
  Meter meter_;
  const Front front_;
  std::unique_ptr<HandlerPool> pool_;
  const std::unique_ptr<TlsKeys> tls_;  // null = plain
  Site site_;
  std::vector<std::string> urls_;
  std::string path_;  // of the Unix socket that is ours to remove
  std::vector<std::unique_ptr<IoThread>> threads_;
  std::vector<std::shared_ptr<Acceptor>> acceptors_;
  std::size_t next_ = 0;  // of the accepting thread
};

Result<std::unique_ptr<Server>> Server::Start(Options options, const Parts& parts,
                                              std::vector<Route> routes) {
  DF_TRY(AddOwnRoutes(parts, routes));
  DF_ASSIGN(RouteTable table, RouteTable::Make(std::move(routes)));
  DF_ASSIGN(auto pool, HandlerPool::Start(options.limits.blocking, options.limits.waiting));
  std::unique_ptr<TlsKeys> tls;
  if (!options.tls.certificate.empty()) {
    DF_ASSIGN(tls, TlsKeys::Open(options.tls, parts.clock, parts.log));
  }
  DF_ASSIGN(auto listening, ListenAtAll(options));
  DF_TRY(CheckProtected(listening, parts.authenticator));
  auto running = std::make_unique<Running>(std::move(options), parts, std::move(table),
                                           std::move(pool), std::move(tls));
  running->Listen(std::move(listening));
  return std::unique_ptr<Server>(new Server(std::move(running)));
}

Server::Server(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Server::~Server() { Stop(std::chrono::nanoseconds(0)); }

const std::vector<std::string>& Server::urls() const { return running_->urls(); }
Status Server::UseTls(const TlsFiles& files) { return running_->UseTls(files); }
void Server::StopAccepting() { running_->StopAccepting(); }
void Server::Stop(std::chrono::nanoseconds limit) { running_->Stop(limit); }

}  // namespace dashflow::http
