// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "host/settings/sources.h"
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"

namespace dashflow::settings {

// A test with a folder for its files.
class SettingsFolder : public testing::Test {
 protected:
  const std::string& folder() const { return folder_.path(); }
  std::string Place(const std::string& name) const { return folder() + "/" + name; }
  SourceFile File(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(Place(name)).parent_path());
    std::ofstream(Place(name)) << text;
    return {Place(name), true};
  }

 private:
  const sdk::testing::TemporaryFolder folder_;
};

}  // namespace dashflow::settings
