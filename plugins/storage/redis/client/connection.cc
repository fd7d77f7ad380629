// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/client/connection.h"

#include <poll.h>

#include <utility>
#include <vector>

#include "plugins/storage/redis/client/pipe_guard.h"

namespace dashflow::redis {
namespace {

using Kind = Failure::Kind;

timeval TimeOf(std::int64_t ms) { return {ms / 1000, ms % 1000 * 1000}; }

redisContext* Connect(const Options& options) {
  const timeval limit = TimeOf(options.timeout_ms);
  const Address& address = options.address;
  redisContext* context = address.socket.empty()
                              ? redisConnectWithTimeout(address.host.c_str(), address.port, limit)
                              : redisConnectUnixWithTimeout(address.socket.c_str(), limit);
  if (context == nullptr) throw Failure(Kind::kUnreachable, "there is no memory to connect");
  return context;
}

Kind KindOf(std::string_view error) {
  const auto is = [&](std::string_view beginning) { return error.starts_with(beginning); };
  if (is("NOAUTH") || is("WRONGPASS") || is("NOPERM") || is("ERR invalid password") ||
      is("ERR AUTH")) {
    return Kind::kRefused;
  }
  if (error.find("OOM command") != std::string_view::npos) return Kind::kFull;
  if (error.find("No space left") != std::string_view::npos) return Kind::kFull;
  if (is("GONE")) return Kind::kGone;
  return Kind::kNotNow;
}

// An answer that is none.
Reply Checked(Reply reply) {
  if (reply->type != REDIS_REPLY_ERROR) return reply;
  const std::string error(TextOf(*reply));
  throw Failure(KindOf(error), "the server answers: " + error);
}

}  // namespace

Connection::Connection(const Options& options)
    : meta_key_(KeyOf(options.prefix, "meta")), context_(Connect(options)) {
  if (context_->err != 0) {
    throw Failure(Kind::kUnreachable, options.address.Shown() + ": " + context_->errstr);
  }
  redisSetTimeout(context_.get(), TimeOf(options.timeout_ms));
  try {
    Greet(options);
  } catch (const Failure& failure) {
    // Nothing but the greeting was sent.
    if (failure.kind() != Kind::kLost) throw;
    throw Failure(Kind::kUnreachable, failure.what());
  }
}

void Connection::Greet(const Options& options) {
  if (!options.password.empty() && options.user.empty()) Ask({"AUTH", options.password});
  if (!options.user.empty()) Ask({"AUTH", options.user, options.password});
  if (options.address.database != 0) {
    Ask({"SELECT", std::to_string(options.address.database)});
  }
  for (std::size_t i = 0; i < kScripts; ++i) {
    const Reply hash = Ask({"SCRIPT", "LOAD", TextOf(static_cast<Script>(i))});
    hashes_[i] = std::string(TextOf(*hash));
  }
}

void Connection::Lost() const {
  throw Failure(Kind::kLost, std::string("the connection broke: ") + context_->errstr);
}

Reply Connection::Ask(std::span<const std::string_view> words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const std::string_view word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  if (redisAppendCommandArgv(context_.get(), static_cast<int>(texts.size()), texts.data(),
                             sizes.data()) != REDIS_OK) {
    Lost();
  }
  Flush();
  return Await();
}

Reply Connection::Run(Script script, std::span<const std::string_view> arguments) {
  Queue(script, arguments);
  Flush();
  return Await();
}

void Connection::Queue(Script script, std::span<const std::string_view> arguments) {
  std::vector<const char*> texts{"EVALSHA", hashes_[static_cast<std::size_t>(script)].data(), "1",
                                 meta_key_.data()};
  std::vector<std::size_t> sizes{7, hashes_[static_cast<std::size_t>(script)].size(), 1,
                                 meta_key_.size()};
  for (const std::string_view argument : arguments) {
    texts.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  if (redisAppendCommandArgv(context_.get(), static_cast<int>(texts.size()), texts.data(),
                             sizes.data()) != REDIS_OK) {
    Lost();
  }
}

void Connection::Flush() {
  const PipeGuard guard;
  for (int done = 0; done == 0;) {
    if (redisBufferWrite(context_.get(), &done) != REDIS_OK) Lost();
  }
}

Reply Connection::Await() {
  void* raw = nullptr;
  if (redisGetReply(context_.get(), &raw) != REDIS_OK || raw == nullptr) Lost();
  return Checked(Reply(static_cast<redisReply*>(raw)));
}

// It must be silent now: what can be read is its end.
bool Connection::IsStale() const {
  pollfd state{context_->fd, POLLIN, 0};
  return ::poll(&state, 1, 0) != 0;
}

}  // namespace dashflow::redis
