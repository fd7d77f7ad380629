// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/result.h"
#include "host/http/options.h"
#include "host/http/wire/pipe.h"

namespace dashflow::http {

using TlsContext = std::shared_ptr<asio::ssl::context>;

// The certificate and the key of a server, read again when their files have changed; with a mistake
// the old ones stay. [any-thread]
class TlsKeys {
 public:
  // Error tls_invalid.
  static Result<std::unique_ptr<TlsKeys>> Open(const TlsFiles& files, const Clock& clock, Log& log);
  TlsKeys(const TlsFiles& files, const Clock& clock, Log& log)
      : files_(files), clock_(clock), log_(log) {}

  // For a new connection.
  TlsContext Current();
  // Takes others from now on, or these as they are now. Error tls_invalid: the old ones stay.
  Status Use(const TlsFiles& files);

 private:
  struct Stamps {
    std::filesystem::file_time_type certificate{};
    std::filesystem::file_time_type key{};
    bool operator==(const Stamps&) const = default;
  };
  Stamps Look() const;
  Status Load();

  TlsFiles files_;
  const Clock& clock_;
  Log& log_;
  std::mutex mutex_;
  TlsContext context_;
  Stamps stamps_;
  MonoTime looked_{};
};

std::unique_ptr<Pipe> TlsPipe(Socket socket, TlsContext context);

}  // namespace dashflow::http
