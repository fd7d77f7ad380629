// SPDX-License-Identifier: Apache-2.0
#include "host/http/client/stream.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <utility>
#include <vector>

namespace dashflow::http {
namespace {

using boost::system::error_code;
using Endpoint = asio::generic::stream_protocol::endpoint;

Result<std::vector<Endpoint>> EndpointsOf(asio::io_context& io, const ServerAddress& address) {
  std::vector<Endpoint> endpoints;
  if (address.by == ServerAddress::By::kUnixSocket) {
    if (address.path.size() >= sizeof(sockaddr_un::sun_path))
      return Unreachable(address, "the path of a socket is shorter than " +
                                      std::to_string(sizeof(sockaddr_un::sun_path)) + " bytes");
    endpoints.emplace_back(asio::local::stream_protocol::endpoint(address.path));
    return endpoints;
  }
  error_code failed;
  const auto found = asio::ip::tcp::resolver(io).resolve(address.host, address.port, failed);
  if (failed) return Unreachable(address, failed.message());
  for (const auto& entry : found) endpoints.emplace_back(entry.endpoint());
  return endpoints;
}

}  // namespace

Error Unreachable(const ServerAddress& address, std::string cause) {
  return Error("server_unreachable", "no server answers at " + address.text)
      .Operation("connect to server")
      .Resource(address.text)
      .Cause(std::move(cause));
}

Status Connect(asio::io_context& io, ClientStream& stream, const ServerAddress& address,
               std::chrono::seconds limit) {
  DF_ASSIGN(const auto endpoints, EndpointsOf(io, address));
  error_code failed = asio::error::host_not_found;
  for (const Endpoint& endpoint : endpoints) {
    error_code ignored;
    stream.socket().close(ignored);
    const auto note = [&failed](error_code outcome) { failed = outcome; };
    Await(io, stream, limit, [&] { stream.async_connect(endpoint, note); });
    if (!failed) return Ok();
  }
  return Unreachable(address, failed.message());
}

Result<std::unique_ptr<asio::ssl::context>> TrustOf(const ServerAddress& address,
                                                    const std::string& authorities) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_client);
  error_code failed;
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                           asio::ssl::context::no_tlsv1_1,
                       failed);
  context->set_verify_mode(asio::ssl::verify_peer, failed);
  context->set_default_verify_paths(failed);
  if (authorities.empty()) return context;
  context->load_verify_file(authorities, failed);
  if (failed) return Unreachable(address, authorities + ": " + failed.message());
  return context;
}

Status Encrypt(asio::io_context& io, beast::ssl_stream<ClientStream>& stream,
               const ServerAddress& address, std::chrono::seconds limit) {
  error_code failed;
  stream.set_verify_callback(asio::ssl::host_name_verification(address.host), failed);
  ::SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str());
  Await(io, stream.next_layer(), limit, [&] {
    stream.async_handshake(asio::ssl::stream_base::client,
                           [&failed](error_code outcome) { failed = outcome; });
  });
  if (failed) return Unreachable(address, failed.message());
  return Ok();
}

}  // namespace dashflow::http
