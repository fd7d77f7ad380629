// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/compile/build.h"

namespace dashflow::graph {

// Looks at the values that a case gives and expects: could the channels and questions of the
// workflow ever have them?
class CaseValues {
 public:
  explicit CaseValues(Build& build) : build_(build) {}

  void CheckInput(const TestDefinition& test);
  void CheckOutput(const ExpectDefinition& expected);
  void CheckAnswer(const NamedValue& answer, const ExpectDefinition& expected);
  // What a channel holds in the end. REQUIRES: the channel exists.
  void CheckHeld(channel::ChannelId id, const NamedValue& held);
  // A write to a channel.
  void CheckWrite(channel::ChannelId id, const NamedValue& write);

 private:
  void CheckMembers(const std::vector<NamedValue>& members,
                    const std::vector<channel::ChannelId>& known, std::string_view list);
  void CheckRequired(const TestDefinition& test);
  void Report(const NamedValue& value, channel::ChannelId id, const Error& why);

  Build& build_;
};

}  // namespace dashflow::graph
