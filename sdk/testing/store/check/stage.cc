// SPDX-License-Identifier: Apache-2.0
#include "store/check/stage.hpp"

#include <unistd.h>

#include <random>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

namespace dashflow::sdk::testing::store {
namespace {

std::string FreshWord() {
  std::random_device random;
  return "t" + std::to_string(::getpid()) + "x" + std::to_string(random());
}

std::string Replaced(std::string text, std::string_view mark, const std::string& by) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size())) {
    text.replace(at, mark.size(), by);
  }
  return text;
}

std::string ConfigAt(const Subject& subject, const std::string& folder) {
  return Replaced(Replaced(subject.config, "{folder}", folder), "{fresh}", FreshWord());
}

FakeHost HostOf(const Subject& subject) {
  return subject.entry != nullptr ? FakeHost(subject.entry) : FakeHost(subject.plugin);
}

const df_store_api* TableOf(const Subject& subject, const FakeHost& host) {
  if (host.store() == nullptr) throw std::runtime_error("the plugin has no store");
  return subject.wrap != nullptr ? &subject.wrap(*host.store()) : host.store();
}

}  // namespace

Stage::Stage(const Subject& subject, std::filesystem::path folder, std::uint32_t seed)
    : subject_(subject),
      folder_(std::move(folder)),
      seed_(seed),
      config_(ConfigAt(subject, folder_.string())),
      host_(HostOf(subject)),
      table_(TableOf(subject, host_)),
      store_(Open()) {}

std::unique_ptr<Client> Stage::Open(std::uint32_t flags) const {
  return std::make_unique<Client>(*table_, config_, flags);
}

const df_store_care_api* Stage::care() const {
  const df_store_care_api* const table = host_.store_care();
  if (table != nullptr && subject_.wrap_care != nullptr) return &subject_.wrap_care(*table);
  return subject_.wrap != nullptr ? nullptr : table;
}

std::string Stage::ConfigElsewhere() const {
  return ConfigAt(subject_, (folder_ / "elsewhere").string());
}

std::unique_ptr<Client> Stage::OpenElsewhere(std::uint32_t flags) const {
  return std::make_unique<Client>(*table_, ConfigElsewhere(), flags);
}

void Stage::Reopen() {
  Close();
  store_ = Open();
}

void Stage::PassTime(std::chrono::nanoseconds duration) {
  const std::int64_t later = store().Now() + duration.count();
  host_.clock().Advance(duration);
  while (store().Now() < later) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace dashflow::sdk::testing::store
