// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "host/base/error_catalogue.h"

namespace dashflow::catalogue {

// clang-format off
inline constexpr auto kConfigErrors = std::to_array<CatalogueEntry>({
    {"config_invalid",
     "A value in the configuration is not accepted.",
     "It is of another type than the setting asks for, or beyond its limits.",
     "correct the value named; `dashflow config schema` prints what each takes",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"credential_misplaced",
     "A credential stands where no secret is expected.",
     "Only settings that a schema marks as secret may hold one, so that it is never printed.",
     "see the node type's schema with `dashflow plugin inspect`, or the settings' with `dashflow config schema`",
     Exit::kInvalid, ErrorCategory::kUnauthorized, false},
    {"credential_missing",
     "The file of a ${credential:…} is not there.",
     "The service manager hands over no credential of that name, or the process is no service.",
     "start it as a service with LoadCredential=NAME:PATH, or set CREDENTIALS_DIRECTORY to a folder that holds it",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"placeholder_invalid",
     "A ${…} cannot be read.",
     "It is not closed, or names none of the known sources.",
     "use ${params.name}, ${env:NAME}, ${file:path} or ${credential:name}; $${ stands for ${ itself",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"referenced_file_missing",
     "The file of a ${file:…} is not there.",
     "The path is misspelt; it is taken from the folder of the file that names it.",
     "correct the path, or make the file",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"variable_missing",
     "An environment variable is not set.",
     "A ${env:NAME} needs it, and the shell that started the command does not have it.",
     "set it, then try again",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
});
// clang-format on

}  // namespace dashflow::catalogue
