// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hiredis/hiredis.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "plugins/storage/redis/client/failure.h"
#include "plugins/storage/redis/options.h"
#include "plugins/storage/redis/script/scripts.h"

namespace dashflow::redis {

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

inline std::string_view TextOf(const redisReply& reply) { return {reply.str, reply.len}; }

// A connection that is greeted, has its database and knows the scripts. Throws Failure; after one
// that ends it, it must not be used again. One thread at a time.
class Connection {
 public:
  explicit Connection(const Options& options);

  // One command, and its answer.
  Reply Ask(std::span<const std::string_view> words);
  Reply Ask(std::initializer_list<std::string_view> words) {
    return Ask(std::span(words.begin(), words.size()));
  }
  // The same for a script.
  Reply Run(Script script, std::span<const std::string_view> arguments);

  // Several scripts on their way at once: Queue each, Flush, then Await as many answers.
  void Queue(Script script, std::span<const std::string_view> arguments);
  void Flush();
  Reply Await();

  // Whether the server has closed it meanwhile.
  bool IsStale() const;

 private:
  struct Free {
    void operator()(redisContext* context) const { redisFree(context); }
  };

  void Greet(const Options& options);
  [[noreturn]] void Lost() const;

  const std::string meta_key_;
  std::unique_ptr<redisContext, Free> context_;
  std::array<std::string, kScripts> hashes_;  // of the scripts, as the server calls them
};

}  // namespace dashflow::redis
