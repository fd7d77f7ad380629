// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/error_catalogue.h"
#include "host/base/result.h"
#include "host/cli/globals.h"
#include "host/value/value.h"

namespace dashflow::cli {

// Where a command reads and writes: the streams of this process, or those of another one whose
// command it is, which is neither asked nor drawn for.
struct ConsoleStreams {
  std::FILE* in = stdin;
  std::FILE* out = stdout;
  std::FILE* err = stderr;
  bool is_own = true;
};

// Data goes to stdout, everything else to stderr (CLI.md), where texts from outside cannot steer
// the terminal. A reader that has left ends the output, not the command.
class Console {
 public:
  // The streams outlive it.
  explicit Console(const Globals& globals, ConsoleStreams streams = {});

  bool json() const { return globals_.json; }
  bool color() const { return color_; }
  bool may_ask() const { return may_ask_; }
  // Whether a run is drawn on stderr while it is under way, rather than told of in lines.
  bool draws() const { return draws_; }

  void Data(std::string_view text) const;   // a line on stdout
  void DataJson(const Value& value) const;  // one line with --json, several without
  void JsonLine(const Value& value) const;  // one line
  void DataText(const Value& json_form, std::string_view text) const;  // by --json
  void Say(std::string_view text) const;      // a line on stderr, unless --quiet
  void SayMore(std::string_view text) const;  // with --verbose only
  // What another process has printed for this one, as it came.
  void PassOn(std::string_view text) const;       // on stdout
  void PassOnAside(std::string_view text) const;  // on stderr
  // A line of the terminal in place of the one before; empty = none. REQUIRES: draws().
  void Redraw(std::string_view line) const;
  void Warn(const Error& warning) const;
  // The error in the form of CLI.md; returns its exit status.
  Exit Fail(const Error& error) const;
  Exit Fail(const std::vector<Error>& errors) const;
  // The place of the error is in `source`, a text of the command line that `name` stands for.
  Exit FailIn(std::string_view source, std::string_view name, Error error) const;
  // The exit status of the whole command: `exit`, unless something could not be printed, which is
  // said on stderr (output_failed).
  Exit Finish(Exit exit) const;
  // Nothing at the end of the input.
  bool Ask(std::string_view question, std::string& answer) const;
  // The path under which its input can be opened.
  std::string input_path() const;

 private:
  void Print(std::string_view text) const;
  void NoteLost(int failure) const;
  std::string Paint(std::string_view text, std::string_view code) const;
  std::string Describe(const Error& error, std::string_view kind, std::string excerpt) const;

  const Globals& globals_;
  const ConsoleStreams streams_;
  bool color_ = false;
  bool may_ask_ = false;
  bool draws_ = false;
  mutable std::atomic<int> output_failure_ = 0;  // the errno of the first line that was lost
};

Exit ExitOf(const Error& error);

}  // namespace dashflow::cli
