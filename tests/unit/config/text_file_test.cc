// SPDX-License-Identifier: Apache-2.0
#include "host/config/text_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace dashflow::config {
namespace {

class TextFile : public testing::Test {
 protected:
  TextFile()
      : folder_(std::filesystem::temp_directory_path() / ("df_text_" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~TextFile() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  std::filesystem::path folder_;
};

TEST_F(TextFile, IsReadAsItIs) {
  const std::string text = "a\r\n\0b" + std::string(200000, 'x');
  EXPECT_EQ(ReadTextFile(Write("a", text)).value(), text);
  EXPECT_EQ(ReadTextFile(Write("b", "")).value(), "");
}

TEST_F(TextFile, MissingIsTheErrorOfTheCaller) {
  const std::string path = (folder_ / "none").string();
  const auto read = ReadTextFile(path, {.missing_code = "workflow_not_found"});
  ASSERT_TRUE(read.has_error());
  EXPECT_EQ(read.error().code(), "workflow_not_found");
  EXPECT_EQ(read.error().resource(), path);
  EXPECT_EQ(read.error().cause(), "No such file or directory");
  EXPECT_EQ(ReadTextFile(Write("file", "x") + "/below").error().code(), "file_not_found");
}

TEST_F(TextFile, FolderAndDeviceAreRefused) {
  EXPECT_NE(ReadTextFile(folder_.string()).error().message().find("is a folder"),
            std::string::npos);
  EXPECT_NE(ReadTextFile("/dev/zero").error().message().find("no regular file"), std::string::npos);
}

TEST_F(TextFile, APipeIsReadToItsEnd) {
  const std::string path = (folder_ / "pipe").string();
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  std::thread writer([&path] { std::ofstream(path) << std::string(300000, 'x'); });
  const auto read = ReadTextFile(path);
  writer.join();
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->size(), 300000U);
}

TEST_F(TextFile, APipeWithoutAWriterIsNotWaitedFor) {
  const std::string path = (folder_ / "pipe").string();
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_NE(ReadTextFile(path).error().message().find("nothing came through"), std::string::npos);
  EXPECT_EQ(ReadTextFile(path, {.may_be_pipe = false}).error().code(), "not_a_file");
}

TEST_F(TextFile, LargerThanItsLimitIsRefused) {
  const std::string path = Write("large", std::string(101, 'x'));
  EXPECT_TRUE(ReadTextFile(path, {.max_bytes = 101}).has_value());
  EXPECT_EQ(ReadTextFile(path, {.max_bytes = 100}).error().code(), "file_too_large");
}

TEST_F(TextFile, WithoutPermissionIsUnauthorized) {
  const std::string path = Write("secret", "x");
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(seteuid(65534), 0);
  }
  const auto read = ReadTextFile(path);
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  ASSERT_TRUE(read.has_error());
  EXPECT_EQ(read.error().code(), "unauthorized");
  EXPECT_EQ(read.error().cause(), "Permission denied");
}

}  // namespace
}  // namespace dashflow::config
