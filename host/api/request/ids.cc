// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/ids.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace dashflow::api {
namespace {

constexpr const char* kNames = "6ba7b821-9dad-11d1-80b4-00c04fd430c8";

bool IsHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? text[i] != '-' : !IsHex(text[i])) return false;
  }
  return true;
}

std::string UuidOf(std::string_view text) {
  const boost::uuids::name_generator_sha1 generate(boost::uuids::string_generator()(kNames));
  return boost::uuids::to_string(generate(text.data(), text.size()));
}

std::string DefaultAssistantId(std::string_view graph_id) { return UuidOf(graph_id); }

}  // namespace dashflow::api
