// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/head.h"

#include <algorithm>
#include <iterator>

#include "host/http/status.h"

namespace dashflow::http {
namespace {

void AddHeader(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  const auto is_bad = [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; };
  std::ranges::remove_copy_if(value, std::back_inserter(head), is_bad);
  head += "\r\n";
}

}  // namespace

std::string HeadOf(const Response& response, const Framing& framing, std::string_view more) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.reserve(256 + more.size());
  head.append(ReasonOf(response.status)).append("\r\n");
  if (HasBody(response.status)) {
    if (!response.type.empty()) AddHeader(head, "content-type", response.type);
    if (framing.length) AddHeader(head, "content-length", std::to_string(*framing.length));
    if (framing.chunked) AddHeader(head, "transfer-encoding", "chunked");
  }
  for (const auto& [name, value] : response.headers) AddHeader(head, name, value);
  head.append(more);
  if (!framing.keeps_alive) AddHeader(head, "connection", "close");
  if (framing.keeps_alive && framing.is_old) AddHeader(head, "connection", "keep-alive");
  head += "\r\n";
  return head;
}

}  // namespace dashflow::http
