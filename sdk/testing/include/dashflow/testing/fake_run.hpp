// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <dashflow/call.hpp>
#include <dashflow/service/log.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::sdk::testing {

struct FakeOutput {
  std::string port;
  Value value;
};
struct FakeWrite {
  std::string channel;
  Value value;
  WriteMode mode = WriteMode::kReduce;
  bool in_parent = false;
};
struct FakeJump {
  std::string node;
  bool in_parent = false;
};
struct FakeSend {
  std::string node;
  Value arguments;
  bool in_parent = false;
};
struct FakeQuestion {
  Value question;
  Value schema;
};
struct FakeToken {
  std::string text;
  Value metadata;
};
struct FakeFailure {
  Category category = Category::kInternal;
  std::string code;
  std::string message;
  std::optional<bool> retryable;
  std::optional<std::chrono::nanoseconds> retry_after;
  Value details;
};
struct FakeLogLine {
  LogLevel level = LogLevel::kInfo;
  std::string message;
  Value fields;
  bool in_call = false;
};

// What one node run did.
struct FakeRun {
  // The last value given to an output port; null when there was none.
  Value Out(std::string_view port) const;
  // The last value written to a channel; null when there was none.
  Value Written(std::string_view channel) const;

  df_status status = DF_OK;
  std::vector<FakeOutput> outputs;  // in order, as all lists here
  std::vector<FakeWrite> writes;
  std::vector<FakeJump> jumps;
  std::vector<FakeSend> sends;
  std::vector<FakeQuestion> questions;  // interrupts that had no answer
  std::vector<FakeToken> tokens;
  std::vector<Value> custom_events;
  std::optional<FakeFailure> failure;
  std::optional<std::int64_t> suspended_until_ns;  // Unix
  int progress_count = 0;
  // Breaches of the contract, in words. A test that ends with some here has found a fault of the
  // plugin.
  std::vector<std::string> misuse;
};

}  // namespace dashflow::sdk::testing
