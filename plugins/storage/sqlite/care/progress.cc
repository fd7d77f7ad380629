// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/care/progress.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <utility>

namespace dashflow::sqlite {
namespace {

constexpr int kEvery = 1000;  // instructions of SQLite's machine

int Ask(void* goes_on) { return (*static_cast<const std::function<bool()>*>(goes_on))() ? 0 : 1; }

}  // namespace

Progress::Progress(Connection& connection, std::function<bool()> goes_on)
    : connection_(connection), goes_on_(std::move(goes_on)) {
  void* const context = const_cast<std::function<bool()>*>(&goes_on_);
  sqlite_api::sqlite3_progress_handler(connection_.handle(), kEvery, &Ask, context);
}

Progress::~Progress() {
  sqlite_api::sqlite3_progress_handler(connection_.handle(), 0, nullptr, nullptr);
}

}  // namespace dashflow::sqlite
