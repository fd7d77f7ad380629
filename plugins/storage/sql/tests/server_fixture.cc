// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/tests/server_fixture.h"

#include <unistd.h>

#include <atomic>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>

namespace dashflow::sql {
namespace {

Account ReadAccount() {
  const char* folder = std::getenv("DASHFLOW_SERVICES");
  if (folder == nullptr) throw std::runtime_error("DASHFLOW_SERVICES is not set");
  std::ifstream file(std::string(folder) + "/" + kServer.service + ".env");
  std::map<std::string, std::string> values;
  for (std::string line; std::getline(file, line);) {
    const std::size_t at = line.find('=');
    values[line.substr(0, at)] = line.substr(at + 1);
  }
  if (values.empty()) throw std::runtime_error("the server is down: tools/dev services up");
  return {values["HOST"],     values["PORT"],     values["USER"],
          values["PASSWORD"], values["DATABASE"], values["FOLDER"]};
}

std::string NewPlace() {
  static std::atomic<int> count = 0;
  return "t_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

std::string Encode(const std::string& text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const unsigned char c : text) {
    if (std::isalnum(c) != 0 || c == '_') {
      encoded += static_cast<char>(c);
    } else {
      encoded.append({'%', kHex[c >> 4], kHex[c & 15]});
    }
  }
  return encoded;
}

}  // namespace

void ServerTest::SetUp() {
  account_ = ReadAccount();
  place_ = NewPlace();
  host_ = std::make_unique<sdk::testing::FakeHost>(dashflow_plugin_entry_1);
}

void ServerTest::TearDown() { kServer.connect(account_)->Execute(kServer.drop_place(place_)); }

std::string ServerTest::AddressFor(const Account& account, const std::string& settings) const {
  Account encoded = account;
  encoded.user = Encode(account.user);
  encoded.password = Encode(account.password);
  return kServer.address(encoded, place_) + settings;
}

std::unique_ptr<Client> ServerTest::Open(const std::string& settings, std::uint32_t flags) {
  return OpenAs(account_, settings, flags);
}

std::unique_ptr<Client> ServerTest::OpenAs(const Account& account, const std::string& settings,
                                           std::uint32_t flags) {
  const std::string config = R"({"url":")" + AddressFor(account, settings) + "\"}";
  try {
    return std::make_unique<Client>(*host_->store(), config, flags);
  } catch (const OpenError& error) {
    throw std::runtime_error(error.code + ": " + error.message + " " + error.cause);
  }
}

std::unique_ptr<Client> ServerTest::OpenWith(const std::string& config) {
  return std::make_unique<Client>(*host_->store(), config);
}

OpenError ServerTest::WhyNot(const std::string& url, std::uint32_t flags) {
  try {
    Client(*host_->store(), R"({"url":")" + url + "\"}", flags);
  } catch (const OpenError& error) {
    EXPECT_NE(error.fix, "");
    for (const std::string& text : {error.message, error.cause, error.fix}) {
      EXPECT_EQ(text.find(account_.password), std::string::npos) << text;
      EXPECT_EQ(text.find("canary"), std::string::npos) << text;
    }
    return error;
  }
  ADD_FAILURE() << "it was opened";
  return {};
}

std::unique_ptr<Connection> ServerTest::Connect() const {
  auto connection = kServer.connect(account_);
  connection->Execute(kServer.use_place(place_));
  return connection;
}

OtherUser::OtherUser(std::unique_ptr<Connection> admin, const Account& base,
                     const std::string& place, const std::string& password)
    : admin_(std::move(admin)), account_(base), place_(place) {
  account_.user = "u" + place;
  account_.password = password;
  admin_->Execute(kServer.make_user(account_.user, password));
}

OtherUser::~OtherUser() {
  for (const std::string& sql : kServer.drop_user(account_.user, place_)) admin_->Execute(sql);
}

void OtherUser::GrantRun() {
  for (const std::string& sql : kServer.grant_run(account_.user, place_)) admin_->Execute(sql);
}

}  // namespace dashflow::sql
