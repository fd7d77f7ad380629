// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

namespace dashflow::http {
namespace {

constexpr int kBacklog = 1024;

Error Failed(const std::string& address, const std::string& cause) {
  return Error("listen_failed", "the server cannot listen at " + address + ": " + cause)
      .Operation("listen")
      .Resource(address)
      .Cause(cause);
}

Error Failed(const std::string& address, int system_error) {
  return Failed(address, std::generic_category().message(system_error));
}

struct HostPort {
  std::string host;
  std::string port;
};

bool IsPort(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         text.find_first_not_of("0123456789") == std::string_view::npos &&
         std::stoi(std::string(text)) <= 65535;
}

Result<HostPort> Split(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos || !IsPort(std::string_view(address).substr(colon + 1)))
    return Failed(address, "no port: write HOST:PORT, such as 127.0.0.1:2024");
  HostPort parts{address.substr(0, colon), address.substr(colon + 1)};
  const bool has_brackets = parts.host.starts_with('[') && parts.host.ends_with(']');
  if (has_brackets) parts.host = parts.host.substr(1, parts.host.size() - 2);
  if (!has_brackets && parts.host.find(':') != std::string::npos)
    return Failed(address, "write an IPv6 address in brackets: [::1]:2024");
  if (parts.host.empty()) parts.host = "127.0.0.1";
  return parts;
}

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Result<AddressList> Resolve(const std::string& address, const HostPort& parts) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failed = ::getaddrinfo(parts.host.c_str(), parts.port.c_str(), &hints, &found);
  if (failed != 0) return Failed(address, ::gai_strerror(failed));
  return AddressList(found, &::freeaddrinfo);
}

bool IsLoopback(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    return ntohl(v4.sin_addr.s_addr) >> 24 == 127;
  }
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
  return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

Result<Listening> Describe(Descriptor socket) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  auto* const raw = reinterpret_cast<sockaddr*>(&bound);
  if (::getsockname(socket.number(), raw, &size) != 0) return Failed("a passed socket", errno);
  Listening listening;
  listening.socket = std::move(socket);
  if (bound.ss_family == AF_UNIX) {
    listening.path = reinterpret_cast<const sockaddr_un&>(bound).sun_path;
    listening.url = "unix:" + listening.path;
    return listening;
  }
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  const int failed = ::getnameinfo(raw, size, host.data(), host.size(), port.data(), port.size(),
                                   NI_NUMERICHOST | NI_NUMERICSERV);
  if (failed != 0) return Failed("a passed socket", ::gai_strerror(failed));
  listening.host = host.data();
  const bool is_v6 = bound.ss_family == AF_INET6;
  listening.url =
      "http://" + (is_v6 ? "[" + listening.host + "]" : listening.host) + ":" + port.data();
  listening.is_loopback = IsLoopback(bound);
  return listening;
}

Result<Descriptor> Bound(const std::string& name, int family, const sockaddr* address,
                         socklen_t size) {
  Descriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket.is_open()) return Failed(name, errno);
  const int yes = 1;
  if (family != AF_UNIX) ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (family == AF_INET6)
    ::setsockopt(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
  if (::bind(socket.number(), address, size) != 0) return Failed(name, errno);
  if (family == AF_UNIX) ::chmod(name.c_str(), S_IRUSR | S_IWUSR);
  if (::listen(socket.number(), kBacklog) != 0) return Failed(name, errno);
  return socket;
}

// Only a socket that nobody listens at is left over.
Status RemoveLeftOver(const std::string& path, const sockaddr_un& address) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0) return Ok();
  if (!S_ISSOCK(about.st_mode)) return Failed(path, "a file that is no socket is there");
  const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (::connect(probe.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    return Failed(path, EADDRINUSE);
  ::unlink(path.c_str());
  return Ok();
}

}  // namespace

Result<Listening> ListenAtAddress(const std::string& address) {
  DF_ASSIGN(const HostPort parts, Split(address));
  DF_ASSIGN(const AddressList list, Resolve(address, parts));
  DF_ASSIGN(Descriptor socket, Bound(address, list->ai_family, list->ai_addr, list->ai_addrlen));
  return Describe(std::move(socket));
}

Result<Listening> ListenAtPath(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return Failed(path, ENAMETOOLONG);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  DF_TRY(RemoveLeftOver(path, address));
  DF_ASSIGN(Descriptor socket,
            Bound(path, AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  return Describe(std::move(socket));
}

Result<Listening> ListenOn(Descriptor socket) {
  int listens = 0;
  socklen_t size = sizeof listens;
  if (::getsockopt(socket.number(), SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0)
    return Failed("a passed socket", errno);
  if (listens == 0) return Failed("a passed socket", "it does not listen");
  return Describe(std::move(socket));
}

}  // namespace dashflow::http
