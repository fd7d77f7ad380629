// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/store_test.h"

#include "tests/conformance/store/kit/broken_store.h"

namespace dashflow::conformance {
namespace {

std::string ConfigOf(const StoreCase& store, const std::filesystem::path& folder) {
  std::string url = store.url;
  if (const auto at = url.find("{}"); at != std::string::npos) url.replace(at, 2, folder.string());
  return R"({"url":")" + url + "\"}";
}

}  // namespace

void StoreTest::SetUp() {
  host_ = std::make_unique<sdk::testing::FakeHost>(GetParam().plugin);
  store_ = Open();
}

void StoreTest::TearDown() {
  store_.reset();
  host_.reset();
}

std::unique_ptr<Client> StoreTest::Open(std::uint32_t flags) {
  const df_store_api& table = Break(*host_->store(), GetParam().fault);
  return std::make_unique<Client>(table, ConfigOf(GetParam(), folder_), flags);
}

void StoreTest::Reopen() {
  Close();
  store_ = Open();
}

}  // namespace dashflow::conformance
