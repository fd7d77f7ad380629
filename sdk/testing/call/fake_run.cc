// SPDX-License-Identifier: Apache-2.0
#include <dashflow/testing/fake_run.hpp>

namespace dashflow::sdk::testing {

Value FakeRun::Out(std::string_view port) const {
  Value last;
  for (const FakeOutput& output : outputs) {
    if (output.port == port) last = output.value;
  }
  return last;
}

Value FakeRun::Written(std::string_view channel) const {
  Value last;
  for (const FakeWrite& write : writes) {
    if (write.channel == channel) last = write.value;
  }
  return last;
}

}  // namespace dashflow::sdk::testing
