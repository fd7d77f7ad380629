// SPDX-License-Identifier: Apache-2.0
#include "host/cli/console.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <system_error>

#include "host/cli/view/display_text.h"
#include "host/cli/view/live/terminal.h"
#include "host/config/source_excerpt.h"
#include "host/config/text_file.h"
#include "host/engine/record/announcer.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

// 0, or an errno.
int PutRaw(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  return std::fflush(stream) == 0 ? 0 : errno;
}

// In one piece: an unbuffered stream may have lines of other processes between two.
int Put(std::FILE* stream, std::string_view text) {
  return PutRaw(stream, std::string(text) + '\n');
}

Value ErrorLine(const Error& error) {
  return Value::EmptyObject().Set("error", engine::ErrorValue(error));
}

Error OutputFailed(int system_error) {
  return Error("output_failed", "the output could not be written")
      .Operation("print")
      .Resource("standard output")
      .Cause(std::generic_category().message(system_error));
}

std::string Where(const Place& place) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (!place.file.empty()) {
    std::string file = place.file;
    if (place.line > 0) file += ":" + std::to_string(place.line);
    if (place.column > 0) file += ":" + std::to_string(place.column);
    add(file);
  }
  if (!place.run.empty()) add("run " + place.run);
  if (place.step >= 0) add("step " + std::to_string(place.step));
  if (!place.task.empty()) add("task " + place.task);
  if (place.task.empty() && !place.node.empty()) add("node " + place.node);
  return text;
}

std::string Excerpt(const Place& place) {
  if (place.file.empty() || place.line <= 0) return {};
  const auto text = config::ReadTextFile(place.file, {.may_be_pipe = false});
  if (text.has_error()) return {};
  return config::SourceExcerpt(text.value(), {.line = place.line, .column = place.column});
}

void AddLine(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += "\n  " + std::string(name) + " " + PrintableText(value);
}

}  // namespace

Console::Console(const Globals& globals, ConsoleStreams streams)
    : globals_(globals),
      streams_(streams),
      color_(!globals.no_color && ::isatty(::fileno(streams.err)) != 0 &&
             std::getenv("NO_COLOR") == nullptr),
      may_ask_(streams.is_own && !globals.no_input && ::isatty(::fileno(streams.in)) != 0),
      draws_(streams.is_own && !globals.json && !globals.quiet &&
             CanDrawOn(::fileno(streams.err))) {}

std::string Console::input_path() const {
  return streams_.is_own ? "/dev/stdin" : "/proc/self/fd/" + std::to_string(::fileno(streams_.in));
}

void Console::NoteLost(int failure) const {
  int nothing = 0;
  if (failure != 0) output_failure_.compare_exchange_strong(nothing, failure);
}

void Console::Print(std::string_view text) const { NoteLost(Put(streams_.out, text)); }

void Console::PassOn(std::string_view text) const { NoteLost(PutRaw(streams_.out, text)); }

void Console::PassOnAside(std::string_view text) const { PutRaw(streams_.err, text); }

void Console::Data(std::string_view text) const { Print(text); }

void Console::DataJson(const Value& value) const {
  Data(json() ? ToJson(value) : ToPrettyJson(value));
}

void Console::JsonLine(const Value& value) const { Data(ToJson(value)); }

void Console::DataText(const Value& json_form, std::string_view text) const {
  if (json()) return JsonLine(json_form);
  while (text.ends_with('\n')) text.remove_suffix(1);
  Data(text);
}

void Console::Say(std::string_view text) const {
  if (!globals_.quiet) Put(streams_.err, PrintableText(text));
}

void Console::SayMore(std::string_view text) const {
  if (globals_.verbose) Put(streams_.err, PrintableText(text));
}

void Console::Redraw(std::string_view line) const {
  const std::string text = "\r\x1b[K" + PrintableLine(line);
  std::fwrite(text.data(), 1, text.size(), streams_.err);
  std::fflush(streams_.err);
}

std::string Console::Paint(std::string_view text, std::string_view code) const {
  if (!color_) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string Console::Describe(const Error& error, std::string_view kind,
                              std::string excerpt) const {
  const bool is_error = kind == "error";
  std::string text =
      Paint(std::string(kind) + "[" + error.code() + "]", is_error ? "1;31" : "1;33") + ": " +
      PrintableText(error.message());
  AddLine(text, "at  ", Where(error.place()));
  while (excerpt.ends_with('\n')) excerpt.pop_back();
  if (!excerpt.empty()) text += "\n" + PrintableText(excerpt);
  if (error.resource() != error.place().file) AddLine(text, "what", error.resource());
  AddLine(text, "why ", error.cause());
  AddLine(text, "fix ", error.fix());
  if (FindCatalogueEntry(error.code()) != nullptr)
    AddLine(text, "more", "dashflow explain " + error.code());
  return text;
}

void Console::Warn(const Error& warning) const {
  if (!json() && !globals_.quiet)
    Put(streams_.err, Describe(warning, "warning", Excerpt(warning.place())));
}

Exit Console::Fail(const Error& error) const {
  if (json()) {
    JsonLine(ErrorLine(error));
  } else {
    Put(streams_.err, Describe(error, "error", Excerpt(error.place())));
  }
  return ExitOf(error);
}

Exit Console::FailIn(std::string_view source, std::string_view name, Error error) const {
  const config::Mark at{.line = error.place().line, .column = error.place().column};
  error.At(std::string(name), at.line, at.column);
  if (json()) return Fail(error);
  Put(streams_.err, Describe(error, "error", config::SourceExcerpt(source, at)));
  return ExitOf(error);
}

Exit Console::Fail(const std::vector<Error>& errors) const {
  Exit exit = Exit::kFailed;
  for (const Error& error : errors) exit = Fail(error);
  return exit;
}

Exit Console::Finish(Exit exit) const {
  std::cout.flush();
  int failure = output_failure_.load();
  if (failure == 0 && std::fflush(streams_.out) != 0) failure = errno;
  if (failure == 0 || failure == EPIPE) return exit;
  const Error error = OutputFailed(failure);
  Put(streams_.err,
      json() ? ToJson(ErrorLine(error)) : Describe(error, "error", Excerpt(error.place())));
  return exit == Exit::kOk ? ExitOf(error) : exit;
}

bool Console::Ask(std::string_view question, std::string& answer) const {
  const std::string printable = PrintableText(question);
  std::fwrite(printable.data(), 1, printable.size(), streams_.err);
  std::fflush(streams_.err);
  return static_cast<bool>(std::getline(std::cin, answer));
}

Exit ExitOf(const Error& error) {
  const CatalogueEntry* entry = FindCatalogueEntry(error.code());
  const bool fails = entry != nullptr && entry->exit != Exit::kOk;
  return fails ? entry->exit : Exit::kFailed;
}

}  // namespace dashflow::cli
