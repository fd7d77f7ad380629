// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/base/descriptor.h"

namespace dashflow::http {

// What a server takes from those who ask.
struct Limits {
  std::size_t connections = 4096;                // at a time; more get 503
  std::uint64_t requests = 100'000;              // of one connection, which then ends
  std::uint32_t head_bytes = 16 << 10;           // request line and headers; more is 431
  std::size_t headers = 100;                     // more is 431
  std::uint64_t body_bytes = 16 << 20;           // more is 413
  std::size_t stream_bytes = 64 << 10;           // of a streamed body that a client has not taken
  std::chrono::milliseconds head_time{10'000};   // from its first byte to its last; then 408
  std::chrono::milliseconds body_time{60'000};   // the same
  std::chrono::milliseconds idle_time{75'000};   // between requests
  std::chrono::milliseconds write_time{30'000};  // without the client taking a byte
  std::size_t blocking = 32;                     // handlers that may wait, at a time
  std::size_t waiting = 1024;                    // of those for a thread; more get 503
};

// Whom a server lets in.
struct Policy {
  std::vector<std::string> hosts;    // names that it goes by beside local ones; * = any
  std::vector<std::string> origins;  // of web pages that may ask; http://localhost:*, * = any
  double rate = 0;                   // requests a second of each caller; 0 = no limit
  double burst = 100;                // of them at once
};

// In PEM; empty = none.
struct TlsFiles {
  std::string certificate;  // and those up to the root, behind it
  std::string key;
};

struct Options {
  std::vector<std::string> listen;  // HOST:PORT, [IPV6]:PORT; port 0 = a free one
  std::string socket;               // path of a Unix socket; empty = none
  std::vector<Descriptor> passed;   // sockets that listen already
  unsigned io_threads = 2;
  Limits limits;
  Policy policy;
  TlsFiles tls;  // for all but the Unix socket
};

}  // namespace dashflow::http
