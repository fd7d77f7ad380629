// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <dashflow/testing/store/client.hpp>
#include <memory>
#include <string>

#include "plugins/storage/sql/tests/server_kind.h"

namespace dashflow::sql {

using sdk::testing::store::Batch;
using sdk::testing::store::Client;
using sdk::testing::store::OpenError;

// A test of a plugin through its C table on the real server, in a place of its own.
class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  const Account& account() const { return account_; }
  const std::string& place() const { return place_; }
  sdk::testing::FakeHost& host() { return *host_; }

  // settings: more of the address, as in "&readers=1".
  std::string AddressFor(const Account& account, const std::string& settings = "") const;
  std::unique_ptr<Client> Open(const std::string& settings = "&migrate=create",
                               std::uint32_t flags = 0);
  std::unique_ptr<Client> OpenAs(const Account& account, const std::string& settings = "",
                                 std::uint32_t flags = 0);
  std::unique_ptr<Client> OpenWith(const std::string& config);
  // Why it does not open, in which no password stands; fails the test when it does.
  OpenError WhyNot(const std::string& url, std::uint32_t flags = 0);

  // A connection of another program, in the place.
  std::unique_ptr<Connection> Connect() const;
  void Sql(const std::string& sql) const { Connect()->Execute(sql); }

 private:
  Account account_;
  std::string place_;
  std::unique_ptr<sdk::testing::FakeHost> host_;
};

// A second user of the server, gone with the object.
class OtherUser {
 public:
  OtherUser(std::unique_ptr<Connection> admin, const Account& base, const std::string& place,
            const std::string& password);
  ~OtherUser();
  OtherUser(const OtherUser&) = delete;
  OtherUser& operator=(const OtherUser&) = delete;

  const Account& account() const { return account_; }
  void GrantRun();

 private:
  std::unique_ptr<Connection> admin_;
  Account account_;
  std::string place_;
};

}  // namespace dashflow::sql
