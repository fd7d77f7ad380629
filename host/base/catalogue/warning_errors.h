// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "host/base/error_catalogue.h"

namespace dashflow::catalogue {

// clang-format off
inline constexpr auto kWarningErrors = std::to_array<CatalogueEntry>({
    {"endless_cycle",
     "Nodes lead in a circle that nothing ends.",
     "No edge of the cycle has a condition, so the run ends only at its limit.",
     "put a condition on an edge of the cycle: {from, to, when}",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"foreign_plugin_path",
     "A setting that loads code was left out.",
     "The project's file belongs to another user, who could make you load anything.",
     "name the folders with --plugin-path, or own the file",
     Exit::kOk, ErrorCategory::kUnauthorized, false},
    {"gather_missing",
     "A condition is asked once for each task of a fan-out.",
     "An edge with from: leaves every task by itself and sees only the writes of that task.",
     "write gather: in place of from: to ask once after all of them",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"goto_idle",
     "A list of jumps that nothing uses.",
     "The node's type never jumps by itself.",
     "write an edge, or use a node type that jumps, such as core.route",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"goto_missing",
     "A node jumps, and nothing says where it may go.",
     "Only targets that the file names may be jumped to, so that the graph shows every way.",
     "list them: goto: [<node>, …]",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"never_read",
     "A channel is written, and nothing reads it.",
     "The node that used it was removed, or a name is misspelt.",
     "list it under output:, give it to a node, or remove it",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"never_written",
     "A channel is read, and nothing gives it a value.",
     "It has no default, is no input, and no node writes it.",
     "give it a default:, list it under input:, or let a node write it",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"odd_name",
     "The name of a node is a number or another value to YAML.",
     "Names such as 1, true or 2024-01-01 are no texts where they stand without quotes.",
     "choose another name, or quote it wherever it stands",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"old_yaml_word",
     "A word is text here, and something else to older readers of YAML.",
     "YAML 1.1 takes yes, no, on and off for truth values, 12:30 and 010 for other numbers.",
     "quote it, or write true or false",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"read_too_early",
     "A channel is read before any node can have written it.",
     "The nodes that write it come later, and it has no default.",
     "give it a default:, list it under input:, or let a node write it before",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"repeated_edge",
     "An edge is there twice.",
     "It was copied, or a chain holds it already.",
     "remove one of the two",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
    {"unreachable_node",
     "A node never runs.",
     "No edge, jump or handler leads to it.",
     "add an edge to it, list it in another node's goto:, or remove it",
     Exit::kOk, ErrorCategory::kInvalidInput, false},
});
// clang-format on

}  // namespace dashflow::catalogue
