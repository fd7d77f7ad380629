// SPDX-License-Identifier: Apache-2.0
#include "host/config/placeholder/placeholder_source.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "host/config/did_you_mean.h"
#include "host/config/text_file.h"
#include "host/value/utf8.h"
#include "host/value/value_iterate.h"

namespace dashflow::config {
namespace {

constexpr std::size_t kMostFileBytes = std::size_t{1} << 20;

Result<Value> ReadText(const std::filesystem::path& at, std::string_view missing_code) {
  const std::string path = at.string();
  DF_ASSIGN(std::string text, ReadTextFile(path, {kMostFileBytes, missing_code}));
  if (!IsUtf8(text))
    return Error("not_text", "the file " + path + " is not UTF-8 text").Fix("name a text file");
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return Value(text);
}

bool LeadsOut(std::string_view name) {
  return name.empty() || name == "." || name == ".." || name.find('/') != std::string_view::npos;
}

}  // namespace

Result<Value> FindParam(std::string_view name, const Value& params) {
  const Value* found = params.is_object() ? params.Find(name) : nullptr;
  if (found != nullptr) return *found;
  std::vector<std::string_view> names;
  if (params.is_object())
    params.ForEachMember([&](const Value& key, const Value&) { names.push_back(key.as_text()); });
  const std::string near = SuggestName(name, names);
  return Error("unknown_parameter", "there is no parameter '" + std::string(name) + "'")
      .Fix(near.empty() ? "declare it under params:" : near);
}

Result<Value> FindVariable(const std::string& name) {
  const char* found = std::getenv(name.c_str());
  if (found == nullptr)
    return Error("variable_missing", "the environment variable " + name + " is not set")
        .Fix("set it, then try again");
  if (!IsUtf8(found))
    return Error("not_text", "the environment variable " + name + " is not UTF-8 text")
        .Fix("set it to text");
  return Value(std::string_view(found));
}

Result<Value> ReadFile(const std::string& name, const std::string& folder) {
  return ReadText(std::filesystem::path(folder) / name, "referenced_file_missing");
}

Result<Value> ReadCredential(std::string_view name) {
  if (LeadsOut(name))
    return Error("placeholder_invalid", "'" + std::string(name) + "' is no name of a credential")
        .Fix("give the name of a file, without a folder");
  const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr)
    return Error("credential_missing", "there is no credential '" + std::string(name) + "'")
        .Cause("CREDENTIALS_DIRECTORY is not set: nothing has handed credentials to this process")
        .Fix("start it as a service with LoadCredential=" + std::string(name) +
             ":PATH, or set CREDENTIALS_DIRECTORY to a folder that holds it");
  return ReadText(std::filesystem::path(folder) / name, "credential_missing");
}

}  // namespace dashflow::config
