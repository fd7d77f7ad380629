// SPDX-License-Identifier: Apache-2.0
#include "host/config/placeholder/interpolation.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "host/config/yaml_document.h"
#include "host/value/json.h"

namespace dashflow::config {
namespace {

class Interpolation : public testing::Test {
 protected:
  Interpolation()
      : folder_(std::filesystem::temp_directory_path() /
                ("df_interpolate_" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "prompt.txt") << "Hello\nyou\n";
    std::ofstream(folder_ / "binary") << "\xff\xfe";
    std::ofstream(folder_ / "db") << "s3cret\n";
    setenv("DF_TEST_NAME", "Ada", 1);
  }
  ~Interpolation() override {
    unsetenv("DF_TEST_NAME");
    unsetenv("CREDENTIALS_DIRECTORY");
    std::filesystem::remove_all(folder_);
  }

  std::string Resolve(std::string_view yaml, std::string_view schema = "null") {
    const Tree tree = ParseYaml(yaml, {}).tree.value();
    const Value parsed_schema = ParseJson(schema).value();
    const Value params = ParseJson(R"({"limit":5,"ratio":0.5,"name":"x","list":[1]})").value();
    return ToJson(Interpolate(tree, &parsed_schema, {params, folder_.string(), "f.yaml"}, errors_));
  }

  // The only error of `yaml`, as "line:column code: message | fix".
  std::string Fail(std::string_view yaml, std::string_view schema = "null") {
    Resolve(yaml, schema);
    if (errors_.size() != 1) return std::to_string(errors_.size()) + " errors";
    const Error& error = errors_.front();
    return std::to_string(error.place().line) + ":" + std::to_string(error.place().column) + " " +
           error.code() + ": " + error.message() + " | " + error.fix();
  }

  std::filesystem::path folder_;
  std::vector<Error> errors_;
};

TEST_F(Interpolation, OneParameterAloneKeepsItsType) {
  EXPECT_EQ(Resolve("[\"${params.limit}\", '${params.list}', 'x${params.limit}']"),
            R"([5,[1],"x5"])");
  EXPECT_TRUE(errors_.empty());
}

TEST_F(Interpolation, IsDoneInStringsAtAnyDepth) {
  EXPECT_EQ(
      Resolve(
          "{a: {b: ['${params.name}-${params.ratio}-${params.list}']}, c: 1, '${params.name}': d}"),
      R"({"a":{"b":["x-0.5-[1]"]},"c":1,"${params.name}":"d"})");
}

TEST_F(Interpolation, ReadsTheEnvironmentAndFiles) {
  EXPECT_EQ(Resolve("['hi ${env:DF_TEST_NAME}', '${file:prompt.txt}']"),
            "[\"hi Ada\",\"Hello\\nyou\"]");
  EXPECT_EQ(Resolve("'${file:" + (folder_ / "prompt.txt").string() + "}!'"), "\"Hello\\nyou!\"");
}

TEST_F(Interpolation, DoubledDollarStandsForItself) {
  EXPECT_EQ(Resolve("'$${params.limit} $5 $'"), R"("${params.limit} $5 $")");
}

TEST_F(Interpolation, IsNotRepeatedOnWhatItPutsIn) {
  setenv("DF_TEST_NAME", "${params.limit}", 1);
  EXPECT_EQ(Resolve("'${env:DF_TEST_NAME}'"), R"("${params.limit}")");
}

TEST_F(Interpolation, NamesWhatIsMissing) {
  EXPECT_EQ(Fail("a: '${params.limt}'"),
            "1:4 unknown_parameter: there is no parameter 'limt' | did you mean 'limit'?");
}

TEST_F(Interpolation, RefusesWhatItCannotRead) {
  EXPECT_EQ(Fail("'${env:DF_TEST_NONE}'"),
            "1:1 variable_missing: the environment variable DF_TEST_NONE is not set | set it, then "
            "try again");
}

TEST_F(Interpolation, RefusesAMissingFile) {
  EXPECT_EQ(Fail("'${file:none.txt}'").substr(0, 46),
            "1:1 referenced_file_missing: there is no file ");
}

TEST_F(Interpolation, RefusesABinaryFile) {
  EXPECT_NE(Fail("'${file:binary}'").find("is not UTF-8 text | name a text file"),
            std::string::npos);
}

TEST_F(Interpolation, RefusesAnUnknownKind) {
  EXPECT_EQ(
      Fail("'${name}'"),
      "1:1 placeholder_invalid: '${name}' is not understood | use ${params.name}, ${env:NAME}, "
      "${file:path} or ${credential:name}; $${ stands for ${ itself");
}

TEST_F(Interpolation, RefusesAnOpenBrace) {
  EXPECT_EQ(
      Fail("'${params.limit'"),
      "1:1 placeholder_invalid: a ${ without its } | close it with }, or write $${ for ${ itself");
}

constexpr std::string_view kSecret =
    R"({"properties":{"key":{"x-secret":true},"keys":{"items":{"x-secret":true}},"url":{"type":"string"}}})";

TEST_F(Interpolation, TakesCredentialsOnlyWhereASecretStands) {
  EXPECT_NE(Fail("{url: '${credential:db}'}", kSecret)
                .find("credential_misplaced: a credential may only stand"),
            std::string::npos);
}

TEST_F(Interpolation, ReadsCredentialsOfTheService) {
  setenv("CREDENTIALS_DIRECTORY", folder_.c_str(), 1);
  EXPECT_EQ(Resolve("{key: '${credential:db}', keys: ['${credential:db}']}", kSecret),
            R"({"key":"s3cret","keys":["s3cret"]})");
  EXPECT_EQ(Resolve("{any: {key: 'k-${credential:db}'}}",
                    R"({"additionalProperties":{"properties":{"key":{"x-secret":true}}}})"),
            R"({"any":{"key":"k-s3cret"}})");
}

TEST_F(Interpolation, TellsOfAMissingCredential) {
  setenv("CREDENTIALS_DIRECTORY", folder_.c_str(), 1);
  EXPECT_NE(Fail("{key: '${credential:none}'}", kSecret).find("credential_missing: there is no"),
            std::string::npos);
  errors_.clear();
  unsetenv("CREDENTIALS_DIRECTORY");
  EXPECT_NE(Fail("{key: '${credential:none}'}", kSecret)
                .find("LoadCredential=none:PATH, or set CREDENTIALS_DIRECTORY"),
            std::string::npos);
}

TEST_F(Interpolation, LetsNoCredentialLeadOutOfItsFolder) {
  setenv("CREDENTIALS_DIRECTORY", folder_.c_str(), 1);
  for (const char* name : {"", ".", "..", "../db", "/etc/passwd"}) {
    errors_.clear();
    EXPECT_NE(Fail("{key: '${credential:" + std::string(name) + "}'}", kSecret)
                  .find("placeholder_invalid"),
              std::string::npos)
        << name;
  }
}

}  // namespace
}  // namespace dashflow::config
