// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "host/checkpoint/directory.h"
#include "host/graph/migrate/migration.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"
#include "tests/support/engine/sound_store.h"

namespace dashflow::engine {

// Threads that wait, and the definitions that they move to. The node types are `test.ask` (asks for
// `answer`), `test.mark` (puts its name and `n` into `log`), `test.fail` (fails `failures` times,
// then marks) and `test.open` (as mark, open).
class MoveTest : public ::testing::Test {
 protected:
  MoveTest();
  void TearDown() override { testing::ExpectSound(store); }

  // A workflow with these parts.
  struct Parts {
    std::string nodes;
    std::string edges;
    std::string state = "";
    std::string rest = "";
    std::string Yaml() const;
  };

  RunResult Begin(const Parts& parts, std::string_view input = "{}");
  Result<checkpoint::ThreadRecord> Move(const Parts& from, const Parts& to);
  // The error's code, and nothing has changed.
  Error Refusal(const Parts& from, const Parts& to);
  RunResult Resume(const Parts& parts, std::vector<Answer> answers = {});
  RunResult MoveAndResume(const Parts& from, const Parts& to, std::vector<Answer> answers = {});
  checkpoint::ThreadRecord Record();

  testing::MapStore store;
  testing::HostFixture host;
  std::map<std::string, int> starts;
  std::map<std::string, std::string> keys;  // idempotency keys, by node
  int failures = 0;
};

inline Value LogOf(const RunResult& result) { return *result.output.Find("log"); }

}  // namespace dashflow::engine
