// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/base/error_catalogue.h"
#include "host/control/holder_call.h"

namespace dashflow::cli {

class Session;

// Hands the words of a command over to the process that holds the session's store (host/control),
// and waits until it has run them with the streams of this process. Its exit status; nothing:
// nobody else holds the store, or the holder does not listen.
std::optional<Exit> HandOver(Session& session, std::vector<std::string> words);

// The same without its output, and without waiting: it is interrupted when the call goes. Error
// holder_refused, holder_lost.
Result<std::optional<control::HolderCall>> TellHolder(const Session& session,
                                                      std::vector<std::string> words);

}  // namespace dashflow::cli
