// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/tests/server_fixture.h"

namespace dashflow::sql {
namespace {

class CarelessTest : public ServerTest {
 protected:
  bool Warns() {
    for (const auto& line : host().log()) {
      if (line.message.find("innodb_flush_log_at_trx_commit is 2") != std::string::npos)
        return true;
    }
    return false;
  }
};

TEST_F(CarelessTest, AServerThatDoesNotSyncIsWarnedOf) {
  Open();
  EXPECT_FALSE(Warns());
  Sql("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
  Open();
  Sql("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
  EXPECT_TRUE(Warns());
}

}  // namespace
}  // namespace dashflow::sql
