// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "host/api/keys/key_ring.h"
#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/session.h"
#include "host/config/quantity.h"
#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

struct KeyArguments {
  std::string name;
  std::string owner;
  std::vector<std::string> scopes{"read", "run"};
  std::vector<std::string> workflows;
  std::string expires;
};

template <class Texts>
Value ListOf(const Texts& texts) {
  ArrayBuilder list;
  for (const std::string_view text : texts) list.Add(text);
  return std::move(list).Build();
}

Value KeyView(const api::Key& key) {
  Value view = Value::EmptyObject()
                   .Set("key", key.name)
                   .Set("owner", key.caller.owner)
                   .Set("scopes", ListOf(api::ScopeWords(key.caller.scopes)))
                   .Set("workflows", ListOf(key.caller.workflows))
                   .Set("created", event::FormatTime(key.created));
  return key.expires == WallTime{} ? view
                                   : std::move(view).Set("expires", event::FormatTime(key.expires));
}

Result<std::optional<std::chrono::nanoseconds>> LifetimeOf(const std::string& text) {
  if (text.empty()) return std::optional<std::chrono::nanoseconds>();
  DF_ASSIGN(const auto lifetime, config::ParseDuration(text));
  return std::optional(lifetime);
}

Status Create(Session& session, api::Keys& keys, const KeyArguments& arguments) {
  DF_ASSIGN(const std::uint8_t scopes, api::ScopesOf(arguments.scopes));
  DF_ASSIGN(const auto lifetime, LifetimeOf(arguments.expires));
  const http::Caller caller{.owner = arguments.owner.empty() ? arguments.name : arguments.owner,
                            .name = arguments.name,
                            .scopes = scopes,
                            .workflows = arguments.workflows};
  DF_ASSIGN(const std::string text, keys.Create(arguments.name, caller, lifetime));
  session.KeysChanged();
  session.console().DataText(Value::EmptyObject().Set("key", arguments.name).Set("text", text),
                             text);
  session.console().Say("keep it: it is not shown again");
  return Ok();
}

Status Revoke(Session& session, api::Keys& keys, const KeyArguments& arguments) {
  DF_TRY(keys.Revoke(arguments.name));
  session.KeysChanged();
  session.console().Say("revoked: " + arguments.name);
  return Ok();
}

Exit Change(Session& session, const KeyArguments& arguments,
            Status (*change)(Session&, api::Keys&, const KeyArguments&)) {
  const auto store = session.StoreForWriting();
  if (store.has_error()) return session.console().Fail(store.error());
  api::Keys keys(**store, session.clock());
  const Status done = change(session, keys, arguments);
  return done.has_error() ? session.console().Fail(done.error()) : Exit::kOk;
}

Exit List(Session& session) {
  const auto store = session.StoreForReading();
  if (store.has_error()) return session.console().Fail(store.error());
  const auto keys = api::Keys(**store, session.clock()).List();
  if (keys.has_error()) return session.console().Fail(keys.error());
  for (const api::Key& key : *keys) {
    const auto scopes = fmt::format("{}", fmt::join(api::ScopeWords(key.caller.scopes), ","));
    session.console().DataText(
        KeyView(key), fmt::format("{:<20}  {:<20}  {}", key.name, scopes, key.caller.owner));
  }
  return Exit::kOk;
}

using Arguments = std::shared_ptr<KeyArguments>;

void AddCreate(CLI::App& key, Command& command, const Arguments& arguments) {
  CLI::App* create = key.add_subcommand("create", "Make a key, which is shown once");
  create->add_option("NAME", arguments->name, "What the key is for, such as ci")->required();
  create->add_option("--scope", arguments->scopes, "What it may do: read, run, write, admin")
      ->delimiter(',')
      ->type_name("SCOPE")
      ->capture_default_str();
  create
      ->add_option("--workflow", arguments->workflows,
                   "Only workflows of this pattern, such as report-* (repeatable)")
      ->type_name("PATTERN");
  create
      ->add_option("--owner", arguments->owner,
                   "Whose threads are those that it makes; its name, unless given")
      ->type_name("NAME");
  create->add_option("--expires", arguments->expires, "How long it is good, such as 90d")
      ->type_name("T");
  SetExamples(*create, {"dashflow key create ci --scope read,run --expires 90d"});
  create->callback([&command, arguments] {
    command.writing = Writing::kHandsOver;
    command.run = [arguments](Session& session) { return Change(session, *arguments, Create); };
  });
}

void AddRevoke(CLI::App& key, Command& command, const Arguments& arguments) {
  CLI::App* revoke = key.add_subcommand("revoke", "Take a key back; a running server, too");
  revoke->add_option("NAME", arguments->name, "Of the key")->required();
  revoke->callback([&command, arguments] {
    command.writing = Writing::kHandsOver;
    command.run = [arguments](Session& session) { return Change(session, *arguments, Revoke); };
  });
}

}  // namespace

void AddKeyCommands(CLI::App& app, Command& command) {
  CLI::App* key = app.add_subcommand("key", "Make and revoke API keys of the server");
  key->require_subcommand(1);
  const auto arguments = std::make_shared<KeyArguments>();
  AddCreate(*key, command, arguments);
  CLI::App* list = key->add_subcommand("list", "The keys, and what they may do");
  list->callback([&command] { command.run = List; });
  AddRevoke(*key, command, arguments);
}

}  // namespace dashflow::cli
