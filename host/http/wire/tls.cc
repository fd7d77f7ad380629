// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/tls.h"

#include <boost/asio/ssl/stream.hpp>
#include <utility>

namespace dashflow::http {
namespace {

namespace ssl = asio::ssl;

constexpr std::chrono::seconds kBetweenLooks{1};

Error Invalid(const std::string& file, const std::string& why) {
  return Error("tls_invalid", "the server cannot use " + file + ": " + why)
      .Operation("read certificate")
      .Resource(file)
      .Cause(why);
}

Result<TlsContext> MakeContext(const TlsFiles& files) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  error_code failed;
  context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                           ssl::context::no_sslv3 | ssl::context::no_tlsv1 |
                           ssl::context::no_tlsv1_1,
                       failed);
  ::SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION);
  context->use_certificate_chain_file(files.certificate, failed);
  if (failed) return Invalid(files.certificate, failed.message());
  context->use_private_key_file(files.key, ssl::context::pem, failed);
  if (failed) return Invalid(files.key, failed.message());
  if (::SSL_CTX_check_private_key(context->native_handle()) != 1)
    return Invalid(files.key, "it does not belong to the certificate");
  return context;
}

class Secure final : public Pipe {
 public:
  Secure(Socket socket, TlsContext context)
      : context_(std::move(context)), stream_(std::move(socket), *context_) {}

  void Open(PipeUserPtr user) override {
    stream_.async_handshake(ssl::stream_base::server,
                            [user = std::move(user)](error_code failed) { user->OnOpen(failed); });
  }

  void Read(asio::mutable_buffer into, PipeUserPtr user) override {
    stream_.async_read_some(into, [user = std::move(user)](error_code failed, std::size_t bytes) {
      user->OnRead(failed, bytes);
    });
  }

  void Write(const Buffers& from, PipeUserPtr user) override {
    stream_.async_write_some(from, [user = std::move(user)](error_code failed, std::size_t bytes) {
      user->OnWritten(failed, bytes);
    });
  }

  void EndWriting(PipeUserPtr user) override {
    stream_.async_shutdown([this, user = std::move(user)](error_code) {
      error_code ignored;
      stream_.next_layer().shutdown(Socket::shutdown_send, ignored);
    });
  }

  void Close() override {
    error_code ignored;
    stream_.next_layer().shutdown(Socket::shutdown_both, ignored);
    stream_.next_layer().close(ignored);
  }

 private:
  const TlsContext context_;
  ssl::stream<Socket> stream_;
};

}  // namespace

Result<std::unique_ptr<TlsKeys>> TlsKeys::Open(const TlsFiles& files, const Clock& clock,
                                               Log& log) {
  auto keys = std::make_unique<TlsKeys>(files, clock, log);
  DF_TRY(keys->Load());
  return keys;
}

TlsKeys::Stamps TlsKeys::Look() const {
  std::error_code ignored;
  return {std::filesystem::last_write_time(files_.certificate, ignored),
          std::filesystem::last_write_time(files_.key, ignored)};
}

Status TlsKeys::Load() {
  stamps_ = Look();
  looked_ = clock_.Mono();
  DF_ASSIGN(context_, MakeContext(files_));
  return Ok();
}

Status TlsKeys::Use(const TlsFiles& files) {
  const std::lock_guard lock(mutex_);
  DF_ASSIGN(auto context, MakeContext(files));
  files_ = files;
  context_ = std::move(context);
  stamps_ = Look();
  looked_ = clock_.Mono();
  return Ok();
}

TlsContext TlsKeys::Current() {
  const std::lock_guard lock(mutex_);
  const MonoTime now = clock_.Mono();
  if (now - looked_ < kBetweenLooks) return context_;
  looked_ = now;
  if (Look() == stamps_) return context_;
  const Status loaded = Load();
  log_.Write(loaded.has_error() ? LogLevel::kError : LogLevel::kInfo, "http",
             loaded.has_error() ? "keeps its certificate: " + loaded.error().message()
                                : "has a new certificate");
  return context_;
}

std::unique_ptr<Pipe> TlsPipe(Socket socket, TlsContext context) {
  return std::make_unique<Secure>(std::move(socket), std::move(context));
}

}  // namespace dashflow::http
