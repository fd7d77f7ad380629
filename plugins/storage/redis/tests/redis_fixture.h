// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <dashflow/testing/fake_host.hpp>
#include <dashflow/testing/store/client.hpp>
#include <memory>
#include <string>

#include "plugins/storage/redis/client/connection.h"

namespace dashflow::redis {

using sdk::testing::store::Answer;
using sdk::testing::store::Batch;
using sdk::testing::store::Client;
using sdk::testing::store::OpenError;

// A test of the plugin through its C table, on the server of with_redis.py, which is emptied
// before.
class RedisTest : public ::testing::Test {
 protected:
  RedisTest() { Tell({"FLUSHALL"}); }

  static std::string Fact(const std::string& name) {
    const char* const value = std::getenv(("DASHFLOW_TEST_REDIS_" + name).c_str());
    if (value == nullptr) throw std::runtime_error("run this through with_redis.py");
    return value;
  }
  static std::string Url() { return "redis://127.0.0.1:" + Fact("PORT"); }
  sdk::testing::FakeHost& host() { return host_; }

  // settings: more members of the config.
  std::unique_ptr<Client> Open(const std::string& settings = "", std::uint32_t flags = 0) {
    return OpenAt(Url(), settings, flags);
  }
  std::unique_ptr<Client> OpenAt(const std::string& url, const std::string& settings = "",
                                 std::uint32_t flags = 0) {
    const std::string more = settings.empty() ? "" : "," + settings;
    return std::make_unique<Client>(*host_.store(), R"({"url":")" + url + "\"" + more + "}", flags);
  }
  OpenError WhyNot(const std::string& url, const std::string& settings = "",
                   std::uint32_t flags = 0) {
    try {
      OpenAt(url, settings, flags);
    } catch (const OpenError& error) {
      return error;
    }
    ADD_FAILURE() << url << " opens";
    return {};
  }
  // As somebody who looks after the server.
  static void Tell(std::initializer_list<std::string_view> words) {
    Options options;
    options.address.socket = Fact("SOCKET");
    Connection(options).Ask(words);
  }
  bool WasTold(const std::string& what) {
    for (const auto& line : host_.log()) {
      if (line.message.find(what) != std::string::npos) return true;
    }
    return false;
  }

 private:
  sdk::testing::FakeHost host_{dashflow_plugin_entry_1};
};

}  // namespace dashflow::redis
