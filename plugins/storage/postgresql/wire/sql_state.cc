// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/wire/sql_state.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dashflow::postgresql {
namespace {

using sql::Trouble;
using Meaning = std::pair<std::string_view, Trouble>;

// Of a code, or of all that begin with it; the first that fits counts.
constexpr auto kStates = std::to_array<Meaning>({
    {"08", Trouble::kLost},       // connection exceptions
    {"57P", Trouble::kLost},      // shutdown, crash, not yet started
    {"40001", Trouble::kAgain},   // serialization failure
    {"40P01", Trouble::kAgain},   // deadlock
    {"53100", Trouble::kFull},    // disk full
    {"42501", Trouble::kDenied},  // privileges
    {"28", Trouble::kDenied},     // authorization
    {"42P01", Trouble::kMissing},
    {"3D000", Trouble::kMissing},
    {"3F000", Trouble::kMissing},
    {"XX001", Trouble::kDamaged},
    {"XX002", Trouble::kDamaged},
});

constexpr auto kMessages = std::to_array<Meaning>({
    {"password authentication failed", Trouble::kDenied},
    {"no password supplied", Trouble::kDenied},
    {"no pg_hba.conf entry", Trouble::kDenied},
    {"authentication failed", Trouble::kDenied},
    {"role \"", Trouble::kDenied},
    {"permission denied for database", Trouble::kDenied},
    {"database \"", Trouble::kMissing},
});

}  // namespace

sql::Trouble OfSqlState(std::string_view state) {
  const auto fits = [=](const Meaning& meaning) { return state.starts_with(meaning.first); };
  const auto found = std::ranges::find_if(kStates, fits);
  return found == kStates.end() ? Trouble::kOther : found->second;
}

sql::Trouble OfConnectMessage(std::string_view message) {
  const std::size_t at = message.find("FATAL:");
  if (at == std::string_view::npos) {
    return message.find(kMessages[1].first) == std::string_view::npos ? Trouble::kNoServer
                                                                      : Trouble::kDenied;
  }
  const auto fits = [=](const Meaning& meaning) {
    return message.find(meaning.first, at) != std::string_view::npos;
  };
  const auto found = std::ranges::find_if(kMessages, fits);
  return found == kMessages.end() ? Trouble::kNoServer : found->second;
}

}  // namespace dashflow::postgresql
