// SPDX-License-Identifier: Apache-2.0
#include "host/settings/keys.h"

#include <algorithm>
#include <array>

#include "host/base/shown_address.h"
#include "host/value/json.h"

namespace dashflow::settings {
namespace {

constexpr auto kKeys = std::to_array<Key>({
    {"store", R"({"type":"string","minLength":1})", R"("sqlite:.dashflow/state.db")",
     "Where threads are kept: memory, the address of a store (sqlite:PATH), or a name under "
     "stores.",
     WhenChanged::kAtRestart},
    {"stores.*",
     R"({"type":["string","object"],"minLength":1,"required":["url"],"properties":{
"url":{"type":"string","minLength":1},"password":{"type":"string","x-secret":true},
"encryption":{"type":"object","required":["keys"],"additionalProperties":false,"properties":{
"keys":{"type":"array","minItems":1,"items":{"type":"string","x-secret":true}}}}}})",
     "",
     "A store by its name: its address, or {url: its address, encryption: {keys: [64 hexadecimal "
     "digits]}, and settings of its plugin}.",
     WhenChanged::kAtRestart},
    {"store_patience", R"({"type":"string","pattern":"^[0-9]+(ms|s|m|h)$"})", R"("30s")",
     "How long runs wait for a store that takes no commit, such as a full disk or a server that is "
     "away, before they fail; 0s is not at all.",
     WhenChanged::kAtRestart},
    {"workflows.*", R"({"type":"string","minLength":1})", "",
     "The file of a workflow by its name, for `dashflow run NAME` and the server; or a folder, "
     "whose "
     "files NAME.yaml are workflows by their names.",
     WhenChanged::kNow, true},
    {"node_grace", R"({"type":"string","pattern":"^[0-9]+(ms|s|m|h)$"})", R"("2s")",
     "How long a node may go on after its timeout or a cancellation, before it is reported with "
     "its stack and another thread takes the place of its own.",
     WhenChanged::kAtRestart},
    {"plugins.path", R"({"type":"array","items":{"type":"string","minLength":1}})", "[]",
     "Folders of plugins, searched before those of the installation.", WhenChanged::kAtRestart,
     true},
    {"recovery.attempts", R"({"type":"integer","minimum":1,"maximum":1000})", "3",
     "Crashes of the host at the same task, after which its run is parked.",
     WhenChanged::kAtRestart},
    {"recovery.at_once", R"({"type":"integer","minimum":1,"maximum":100000})", "16",
     "Unfinished runs that a host begins to continue at a time.", WhenChanged::kAtRestart},
    {"recovery.folder", R"({"type":"string","minLength":1})", R"(".dashflow")",
     "Folder where a host notes which nodes run, for a store that is neither a file nor a folder.",
     WhenChanged::kAtRestart, true},
    {"retention.checkpoints", R"({"type":"integer","minimum":0})", "0",
     "How many of a thread's checkpoints stay, the newest; 0 is all.", WhenChanged::kAtRestart},
    {"retention.finished", R"({"type":"string","pattern":"^(never|[0-9]+(ms|s|m|h|d))$"})",
     R"("never")",
     "How long after its last run a thread that has ended is deleted with all its history, such as "
     "30d. One that waits, runs or is parked never is.",
     WhenChanged::kAtRestart},
    {"retention.sweep", R"({"type":"string","pattern":"^[1-9][0-9]*(ms|s|m|h|d)$"})", R"("1h")",
     "How often a host sees to that.", WhenChanged::kAtRestart},
    {"retention.workflows.*",
     R"({"type":"object","additionalProperties":false,"properties":{
"checkpoints":{"type":"integer","minimum":0},
"finished":{"type":"string","pattern":"^(never|[0-9]+(ms|s|m|h|d))$"}}})",
     "",
     "What holds for the threads of a workflow, by its name, instead of retention.checkpoints and "
     "retention.finished.",
     WhenChanged::kAtRestart},
    {"auth.jwks", R"({"type":"string","minLength":1})", "",
     "A JSON Web Key Set, a file or an https URL: a server then takes tokens that one of its keys "
     "has signed (RS256, ES256).",
     WhenChanged::kAtRestart, true},
    {"auth.jwt_audience", R"({"type":"string","minLength":1})", "",
     "The audience that tokens have to name.", WhenChanged::kAtRestart},
    {"auth.jwt_issuer", R"({"type":"string","minLength":1})", "",
     "The issuer that tokens have to name.", WhenChanged::kAtRestart},
    {"auth.jwt_secret", R"({"type":"string","minLength":1,"x-secret":true})", "",
     "The secret of tokens signed with HS256, at least 32 bytes: ${credential:NAME} or "
     "${file:PATH}.",
     WhenChanged::kAtRestart},
    {"auth.keys", R"({"type":"boolean"})", "false",
     "Whether a server asks for an API key (`dashflow key create`); needed at addresses that other "
     "machines reach.",
     WhenChanged::kAtRestart},
    {"client.api_key", R"({"type":"string","minLength":1,"x-secret":true})", "",
     "The API key that commands show to a server, unless DASHFLOW_API_KEY has one: ${file:PATH}.",
     WhenChanged::kNow},
    {"client.authorities", R"({"type":"string","minLength":1})", "",
     "The file of certificates (PEM) that commands trust beside those of the system, for a server "
     "with TLS.",
     WhenChanged::kNow, true},
    {"client.server", R"({"type":"string","minLength":1})", "",
     "The host that runs commands, as --server names it: http://HOST:PORT, https://HOST:PORT or "
     "unix:PATH.",
     WhenChanged::kNow},
    {"items.ttl", R"({"type":"string","pattern":"^(never|[1-9][0-9]*(ms|s|m|h|d))$"})",
     R"("never")",
     "How long after its last use an item of the API's store goes that was put without a time of "
     "its own.",
     WhenChanged::kAtRestart},
    {"limits.burst", R"({"type":"integer","minimum":1,"maximum":1000000})", "100",
     "Requests that a caller may send at once before limits.rate holds.", WhenChanged::kAtRestart},
    {"limits.rate", R"({"type":"number","minimum":0,"maximum":1000000})", "0",
     "Requests a second that each caller may send; 0 is no limit.", WhenChanged::kAtRestart},
    {"limits.runs", R"({"type":"integer","minimum":1,"maximum":10000000})", "10000",
     "Runs of the API that are under way at a time; others wait in the store.",
     WhenChanged::kAtRestart},
    {"limits.runs_of_key", R"({"type":"integer","minimum":1,"maximum":10000000})", "10000",
     "Of them those that one key (or the subject of tokens) has ordered.", WhenChanged::kAtRestart},
    {"limits.runs_of_workflow", R"({"type":"integer","minimum":1,"maximum":10000000})", "10000",
     "Of them those of one workflow.", WhenChanged::kAtRestart},
    {"limits.waiting", R"({"type":"integer","minimum":1,"maximum":100000000})", "1000000",
     "Runs of the API that may wait for their turn; more are refused.", WhenChanged::kAtRestart},
    {"limits.waiting_of_key", R"({"type":"integer","minimum":1,"maximum":100000000})", "1000000",
     "Of them those that one key has ordered.", WhenChanged::kAtRestart},
    {"server.certificate", R"({"type":"string","minLength":1})", "",
     "The file of a server's certificate, in PEM, with those up to its root behind it: the server "
     "then speaks TLS, but for its Unix socket. Read again when it has changed.",
     WhenChanged::kNow, true},
    {"server.certificate_key", R"({"type":"string","minLength":1})", "",
     "The file of the certificate's private key, in PEM.", WhenChanged::kNow, true},
    {"server.connections", R"({"type":"integer","minimum":1,"maximum":1000000})", "4096",
     "Connections that a server serves at a time.", WhenChanged::kAtRestart},
    {"server.cors", R"({"type":"array","items":{"type":"string","minLength":1}})",
     R"(["http://localhost:*","http://127.0.0.1:*"])",
     "Origins of web pages that may ask a server: https://chat.example; a port may be `*`, and `*` "
     "alone is any page.",
     WhenChanged::kAtRestart},
    {"server.hosts", R"({"type":"array","items":{"type":"string","minLength":1}})", "[]",
     "Host names that a server goes by, beside localhost and its addresses; `*` is any.",
     WhenChanged::kAtRestart},
    {"server.listen", R"({"type":"array","items":{"type":"string","minLength":1}})",
     R"(["127.0.0.1:2024"])",
     "Where `dashflow serve` listens: HOST:PORT, [IPV6]:PORT; port 0 is a free one.",
     WhenChanged::kAtRestart},
    {"server.max_body", R"({"type":"string","pattern":"^[0-9]+([KMGT]i?)?B$"})", R"("16MiB")",
     "The largest body of a request.", WhenChanged::kAtRestart},
    {"server.socket", R"({"type":"string","minLength":1})", "",
     "Path of a Unix socket that `dashflow serve` listens at, too; it trusts its own user and "
     "root.",
     WhenChanged::kAtRestart, true},
    {"webhooks.inside", R"({"type":"boolean"})", "false",
     "Whether webhooks may be called at addresses of this machine and of its networks, and by "
     "plain http.",
     WhenChanged::kAtRestart},
    {"webhooks.patience", R"({"type":"string","pattern":"^[0-9]{1,5}(ms|s|m|h|d)$"})", R"("1h")",
     "How long after a run's end its webhook is tried again.", WhenChanged::kAtRestart},
    {"webhooks.secret", R"({"type":"string","minLength":1,"x-secret":true})", "",
     "The secret that webhooks are signed with: ${file:PATH}.", WhenChanged::kAtRestart},
    {"workers", R"({"type":"integer","minimum":0,"maximum":1024})", "0",
     "Threads that run nodes; 0 is one a processor.", WhenChanged::kAtRestart},
});

bool Matches(std::string_view pattern, std::string_view path) {
  if (!pattern.ends_with('*')) return pattern == path;
  pattern.remove_suffix(1);
  return path.size() > pattern.size() && path.starts_with(pattern) &&
         path.find('.', pattern.size()) == std::string_view::npos;
}

bool IsSecret(std::string_view path) {
  const Key* key = FindKey(path);
  return key != nullptr && key->schema.ends_with(R"("x-secret":true})");
}

Value SchemaOf(const Key& key) {
  Value schema = ParseJson(key.schema)
                     .value()
                     .Set("description", DocOf(key))
                     .Set("x-reload", ReloadName(key.reload));
  return key.initial.empty() ? schema
                             : std::move(schema).Set("default", ParseJson(key.initial).value());
}

Value ClosedObject(Value properties) {
  return Value::EmptyObject()
      .Set("type", "object")
      .Set("additionalProperties", false)
      .Set("properties", std::move(properties));
}

// The schema of a key below `group`, which is one part.
Value WithMember(Value properties, std::string_view group, std::string_view name, Value schema) {
  if (name == "*") {
    return std::move(properties)
        .Set(group, Value::EmptyObject()
                        .Set("type", "object")
                        .Set("additionalProperties", std::move(schema)));
  }
  const Value* known = properties.Find(group);
  Value members = known == nullptr ? Value::EmptyObject() : *known->Find("properties");
  return std::move(properties)
      .Set(group, ClosedObject(std::move(members).Set(name, std::move(schema))));
}

}  // namespace

std::span<const Key> Keys() { return kKeys; }

const Key* FindKey(std::string_view path) {
  const auto found =
      std::ranges::find_if(kKeys, [path](const Key& key) { return Matches(key.path, path); });
  return found == kKeys.end() ? nullptr : &*found;
}

std::string DocOf(const Key& key) {
  const bool waits = key.reload == WhenChanged::kAtRestart;
  return std::string(key.doc) + (waits ? " A change takes effect at a restart." : "");
}

std::string_view ReloadName(WhenChanged reload) {
  return reload == WhenChanged::kNow ? "now" : "restart";
}

Value Shown(std::string_view path, const Value& value) {
  if (IsSecret(path)) return "***";
  if (path != "store" && !path.starts_with("stores.")) return value;
  if (value.is_string()) return Value(ShownAddress(value.as_text()));
  if (!value.is_object()) return value;
  Value shown = value.Set("url", ShownAddress(value.Find("url")->as_text()));
  for (const char* secret : {"password", "encryption"}) {
    if (shown.Find(secret) != nullptr) shown = std::move(shown).Set(secret, "***");
  }
  return shown;
}

Value FileSchema() {
  Value properties = Value::EmptyObject();
  for (const Key& key : kKeys) {
    const std::size_t dot = key.path.find('.');
    properties = dot == std::string_view::npos
                     ? std::move(properties).Set(key.path, SchemaOf(key))
                     : WithMember(std::move(properties), key.path.substr(0, dot),
                                  key.path.substr(dot + 1), SchemaOf(key));
  }
  return ClosedObject(std::move(properties))
      .Set("$schema", "http://json-schema.org/draft-07/schema#")
      .Set("title", "DashFlow configuration");
}

}  // namespace dashflow::settings
