// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::config {

// Where the values of placeholders come from. Texts are UTF-8, files up to 1 MiB; the last line end
// of a file is cut. [any-thread]

// ${params.NAME}, a member of `params`. Errors: unknown_parameter.
Result<Value> FindParam(std::string_view name, const Value& params);
// ${env:NAME}. Errors: variable_missing, not_text.
Result<Value> FindVariable(const std::string& name);
// ${file:PATH}, from `folder` when it is relative. Errors: referenced_file_missing, not_text and
// those of ReadTextFile.
Result<Value> ReadFile(const std::string& name, const std::string& folder);
// ${credential:NAME}, a file of the folder that the service manager names in CREDENTIALS_DIRECTORY
// (systemd.exec(5), LoadCredential=). Errors: credential_missing, placeholder_invalid (a name that
// leads out of the folder), not_text and those of ReadTextFile.
Result<Value> ReadCredential(std::string_view name);

}  // namespace dashflow::config
