// SPDX-License-Identifier: Apache-2.0
#include "host/base/error_catalogue.h"

#include <algorithm>
#include <array>

namespace dashflow {
namespace {

using enum ErrorCategory;

// clang-format off
constexpr auto kEntries = std::to_array<CatalogueEntry>({
    {"channel_type", "A write does not fit the schema of its channel.", "change the value, or the schema under state:", Exit::kFailed, kInvalidInput, false},
    {"concurrent_write", "Two tasks of one superstep wrote a channel that takes one write.", "give the channel a reduce:, or keep: latest", Exit::kFailed, kInvalidInput, false},
    {"expression_error", "An expression could not be evaluated.", "check the names and types in it", Exit::kFailed, kInvalidInput, false},
    {"expression_invalid", "An expression does not parse or type-check.", "correct the expression at the place named", Exit::kInvalid, kInvalidInput, false},
    {"cancelled", "The run was cancelled.", "dashflow resume THREAD continues it", Exit::kInterrupted, kCancelled, false},
    {"config_invalid", "A value in the configuration or a node's `with` is not accepted.", "correct the value named", Exit::kInvalid, kInvalidInput, false},
    {"empty_input", "The run got no input and there is nothing to continue.", "give --input, or resume a thread that waits", Exit::kFailed, kInvalidInput, false},
    {"goto_refused", "A node jumped to a node that its goto: does not list.", "add the target to the node's goto:", Exit::kFailed, kInvalidInput, false},
    {"input_invalid", "The input of the run is not what the workflow asks for.", "see `dashflow workflow validate`, then correct --input", Exit::kUsage, kInvalidInput, false},
    {"internal", "Something went wrong inside the host.", "report it with the output of --verbose", Exit::kFailed, kInternal, false},
    {"invalid_argument", "An argument is out of its range.", "correct the argument named", Exit::kUsage, kInvalidInput, false},
    {"invalid_flat", "Bytes are not a value in the flat form.", "the bytes are damaged or come from another program", Exit::kFailed, kInvalidInput, false},
    {"invalid_json", "Text is not JSON.", "correct the JSON at the place named", Exit::kUsage, kInvalidInput, false},
    {"invalid_node_result", "A node gave a result that the engine cannot use.", "correct the node, see its README", Exit::kFailed, kInvalidInput, false},
    {"invalid_update", "A write does not fit the rule of its channel.", "see the channel's reduce: or keep:", Exit::kFailed, kInvalidInput, false},
    {"invalid_value", "A value cannot be represented.", "NaN, infinities, invalid UTF-8 and depth over 512 are refused", Exit::kFailed, kInvalidInput, false},
    {"io_error", "The operating system refused a file operation.", "check the path, its permissions and the disk", Exit::kFailed, kInternal, false},
    {"no_case", "A switch met a value that has no case.", "add the case, or a default:", Exit::kFailed, kInvalidInput, false},
    {"node_failed", "A node failed.", "correct what it says; `dashflow resume` runs it again", Exit::kFailed, kInternal, false},
    {"node_timeout", "A node ran longer than its timeout.", "raise timeout:, or retry it with errors: [timeout]", Exit::kFailed, kTimeout, true},
    {"not_supported_yet", "The workflow language has this, this host does not run it yet.", "remove the key, or use a newer host", Exit::kInvalid, kUnsupported, false},
    {"not_waiting", "The thread does not wait for an answer.", "see `dashflow threads show THREAD`", Exit::kConflict, kInvalidInput, false},
    {"plugin_abi_draft", "A plugin was built for another draft of the ABI.", "rebuild the plugin with this host's SDK", Exit::kInvalid, kUnsupported, false},
    {"plugin_conflict", "Two files offer a plugin of one id.", "remove one of the two files", Exit::kInvalid, kInvalidInput, false},
    {"plugin_not_found", "No plugin of that id is in the search path.", "install it, or add its folder with --plugin-path", Exit::kInvalid, kInvalidInput, false},
    {"plugin_refused", "A plugin file cannot be loaded.", "see the reason; `dashflow plugin list --why`", Exit::kInvalid, kInvalidInput, false},
    {"program_failed", "A program that the command started has failed.", "see its cause; it says what the program said", Exit::kFailed, kInternal, false},
    {"program_missing", "A program that the command needs cannot be started.", "install it, and see that it is in PATH", Exit::kUnreachable, kUnsupported, false},
    {"recursion_limit", "The run reached its limit of supersteps.", "raise limits: {steps}, or give the cycle an exit; `dashflow resume` continues", Exit::kFailed, kExhausted, false},
    {"resume_ambiguous", "Several questions wait and the answer names none.", "use --answers '{\"<id>\": …}'", Exit::kUsage, kInvalidInput, false},
    {"answer_invalid", "An answer does not fit the schema of its question.", "see the schema in `dashflow approve`", Exit::kUsage, kInvalidInput, false},
    {"run_timeout", "The run took longer than its time limit.", "raise limits: {time}; `dashflow resume` continues", Exit::kTimeout, kTimeout, true},
    {"run_waiting", "The run waits for a human.", "dashflow approve THREAD", Exit::kWaiting, kInvalidInput, false},
    {"store_conflict", "Another holder wrote to the thread first.", "the thread has a newer holder; nothing was lost", Exit::kConflict, kTransient, true},
    {"store_damaged", "An entry of the store is damaged.", "restore from a backup, or fork from the parent named", Exit::kFailed, kInternal, false},
    {"store_full", "The store has no room left.", "free space; the run continues from its last checkpoint with `dashflow resume`", Exit::kFailed, kExhausted, true},
    {"store_invalid", "The file or address is not a store.", "name another file with --store", Exit::kInvalid, kInvalidInput, false},
    {"store_locked", "Another process holds the store.", "stop that process, or use another store", Exit::kConflict, kTransient, true},
    {"store_newer", "The store was written by a newer release.", "use that release or a newer one", Exit::kInvalid, kUnsupported, false},
    {"store_not_found", "There is no store at that place.", "run a workflow first, or name the store with --store", Exit::kNotFound, kInvalidInput, false},
    {"store_required", "The operation needs a store.", "run with --store", Exit::kUsage, kInvalidInput, false},
    {"store_unavailable", "The store does not answer.", "see its cause; the run continues with `dashflow resume`", Exit::kUnreachable, kTransient, true},
    {"thread_ambiguous", "The prefix fits several threads.", "give more characters of the id", Exit::kUsage, kInvalidInput, false},
    {"thread_busy", "The thread has a run already.", "wait for it, or cancel it", Exit::kConflict, kTransient, true},
    {"thread_not_found", "There is no such thread.", "see `dashflow threads list`", Exit::kNotFound, kInvalidInput, false},
    {"unauthorized", "Access was denied.", "check owner, mode or credentials", Exit::kPermission, kUnauthorized, false},
    {"unknown_channel", "A write names a channel that the workflow does not declare.", "declare it under state:, or map the port with out:", Exit::kFailed, kInvalidInput, false},
    {"usage", "The command line is not understood.", "see --help", Exit::kUsage, kInvalidInput, false},
    {"value_limit", "A value is larger than its limit.", "make it smaller, or raise the limit", Exit::kFailed, kExhausted, false},
    {"workflow_changed", "The thread began with another shape of this workflow.", "resume with the definition it began with", Exit::kConflict, kUnsupported, false},
    {"workflow_invalid", "The workflow is not valid.", "correct the place named", Exit::kInvalid, kInvalidInput, false},
    {"workflow_not_found", "There is no such workflow.", "give a file, or a name from the configuration", Exit::kNotFound, kInvalidInput, false},
});
// clang-format on

constexpr auto Sorted() {
  auto entries = kEntries;
  std::ranges::sort(entries, {}, &CatalogueEntry::code);
  return entries;
}
constexpr auto kSorted = Sorted();

}  // namespace

std::span<const CatalogueEntry> Catalogue() { return kSorted; }

const CatalogueEntry* FindCatalogueEntry(std::string_view code) {
  const auto found = std::ranges::lower_bound(kSorted, code, {}, &CatalogueEntry::code);
  return found != kSorted.end() && found->code == code ? &*found : nullptr;
}

}  // namespace dashflow
