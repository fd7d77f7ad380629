// SPDX-License-Identifier: Apache-2.0
#include "host/cli/db/run_on_store.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace dashflow::cli {

void DoOnChoice(CLI::App& verb, Command& command, std::function<Status(Session&)> act,
                Writing writing) {
  verb.callback([&command, writing, act = std::move(act)] {
    command.writing = writing;
    command.run = [act](Session& session) {
      const Status done = act(session);
      return done.has_error() ? session.console().Fail(done.error()) : Exit::kOk;
    };
  });
}

std::string StoreName(const Session& session) {
  return session.settings_report().settings.Text("store");
}

Result<checkpoint::StoreCare*> CareFor(checkpoint::Store& store) {
  checkpoint::StoreCare* const care = checkpoint::CareOf(store);
  if (care != nullptr) return care;
  return Error("store_unsupported", "this kind of store does nothing for itself")
      .Resource(std::string(store.url()));
}

std::string SizeText(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"KiB", "MiB", "GiB", "TiB", "PiB"};
  if (bytes < 1024) return fmt::format("{} B", bytes);
  double size = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  for (; size >= 1024 && unit + 1 < kUnits.size(); ++unit) size /= 1024;
  return fmt::format("{:.1f} {}", size, kUnits[unit]);
}

}  // namespace dashflow::cli
