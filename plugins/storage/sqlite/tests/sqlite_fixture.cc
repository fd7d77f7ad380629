// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace dashflow::sqlite {

void SqliteTest::SetUp() {
  host_ = std::make_unique<sdk::testing::FakeHost>(dashflow_plugin_entry_1);
}

std::unique_ptr<Client> SqliteTest::Open(const std::string& settings, std::uint32_t flags) {
  return OpenAt(path().string(), settings, flags);
}

std::unique_ptr<Client> SqliteTest::OpenAt(const std::string& place, const std::string& settings,
                                           std::uint32_t flags) {
  const std::string config =
      R"({"url":"sqlite:)" + place + "\"" + (settings.empty() ? "" : ",") + settings + "}";
  return std::make_unique<Client>(*host_->store(), config, flags);
}

OpenError SqliteTest::WhyNot(const std::string& place, std::uint32_t flags) {
  try {
    OpenAt(place, "", flags);
  } catch (const OpenError& error) {
    EXPECT_NE(error.message, "");
    EXPECT_NE(error.fix, "");
    return error;
  }
  ADD_FAILURE() << place << " was opened";
  return {};
}

std::vector<std::string> SqliteTest::FilesInFolder() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void SqliteTest::Write(const std::filesystem::path& file, const std::string& content) const {
  std::ofstream(file, std::ios::binary) << content;
}

std::string SqliteTest::ContentOf(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

void SqliteTest::Sql(const std::string& sql) const {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

}  // namespace dashflow::sqlite
