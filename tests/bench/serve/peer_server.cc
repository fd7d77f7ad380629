// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/serve/peer_server.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>
#include <csignal>
#include <vector>

#include "tests/bench/bench_host.h"
#include "tests/bench/serve/client.h"

namespace dashflow::bench {
namespace {

namespace asio = boost::asio;

constexpr int kMostTries = 600;

// Of nobody, a moment ago.
std::uint16_t FreePort() {
  asio::io_context context;
  return asio::ip::tcp::acceptor(context, {asio::ip::address_v4::loopback(), 0})
      .local_endpoint()
      .port();
}

bool Answers(std::uint16_t port) {
  try {
    return Client(port).StatusOf({.target = "/ok"}) == 200;
  } catch (const boost::system::system_error&) {
    return false;
  }
}

// In a group of its own, since it has children.
pid_t Spawn(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t process = 0;
  const int failed =
      ::posix_spawn(&process, arguments[0], nullptr, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  if (failed != 0)
    Die(Error("io_error", "cannot start " + words[0]).Cause("tools/dev bench --peers builds it"));
  return process;
}

}  // namespace

PeerServer::PeerServer(const std::string& peer)
    : port_(FreePort()), process_(Spawn({DASHFLOW_BENCH_PEERS "/" + peer, std::to_string(port_)})) {
  for (int i = 0; !Answers(port_); ++i) {
    if (i == kMostTries) Die(Error("internal", peer + " does not answer"));
    ::usleep(100'000);
  }
}

PeerServer::~PeerServer() {
  ::kill(-process_, SIGKILL);
  int status = 0;
  ::waitpid(process_, &status, 0);
}

}  // namespace dashflow::bench
