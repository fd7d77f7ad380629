// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.hpp>
#include <optional>
#include <string>
#include <vector>

namespace core {

// One entry of core.set's `values`: what a channel is given.
class Assignment {
 public:
  // `source`: the name of a channel, {value: …} or {cel: …}, with overwrite: true inside the braces
  // if it should replace. Throws sdk::Error that names the channel.
  Assignment(std::string channel, dashflow::sdk::ValueView source);

  const std::string& channel() const { return channel_; }
  dashflow::sdk::WriteMode mode() const { return mode_; }

  template <class Call>
  dashflow::sdk::Value Evaluate(const Call& call) const {
    if (expression_) return expression_->Evaluate(call);
    return from_.empty() ? constant_ : dashflow::sdk::Value(call.Read(from_));
  }

 private:
  std::string channel_;
  std::string from_;
  dashflow::sdk::Value constant_;
  std::optional<dashflow::sdk::Expression> expression_;
  dashflow::sdk::WriteMode mode_ = dashflow::sdk::WriteMode::kReduce;
};

std::vector<Assignment> ReadAssignments(dashflow::sdk::ValueView values);

}  // namespace core
