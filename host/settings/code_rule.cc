// SPDX-License-Identifier: Apache-2.0
#include "host/settings/code_rule.h"

#include <sys/stat.h>
#include <unistd.h>

namespace dashflow::settings {
namespace {

bool IsOfAnotherUser(const struct stat& facts) {
  return facts.st_uid != ::geteuid() && facts.st_uid != 0;
}

// A link is looked at, too: relative paths begin at its folder, whoever owns what it leads to.
bool IsForeign(const char* path) {
  struct stat link {};
  struct stat file {};
  if (::lstat(path, &link) != 0 || ::stat(path, &file) != 0) return true;
  return IsOfAnotherUser(link) || IsOfAnotherUser(file) || (file.st_mode & S_IWOTH) != 0;
}

}  // namespace

CodeRule CodeRuleOf(const SourceFile& file) {
  if (!file.may_load_code) return CodeRule::kIsServed;
  return file.is_project && IsForeign(file.path.c_str()) ? CodeRule::kIsForeign
                                                         : CodeRule::kMayLoad;
}

Error LeftOut(CodeRule rule, const std::string& path) {
  const std::string what = "'" + path + "' is left out: ";
  if (rule == CodeRule::kIsServed) {
    return Error("served_plugin_path", what + "a server takes no plugins from a project's file")
        .Fix("say it in /etc/dashflow/config.yaml, or name the folders with --plugin-path");
  }
  return Error("foreign_plugin_path", what + "another user may write the file")
      .Fix("name the folders with --plugin-path, or make the file yours alone: chown, chmod o-w");
}

}  // namespace dashflow::settings
