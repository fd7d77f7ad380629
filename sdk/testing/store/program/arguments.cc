// SPDX-License-Identifier: Apache-2.0
#include "store/program/arguments.hpp"

#include <cstdlib>

namespace dashflow::sdk::testing::store {
namespace {

// A command of the owner's that must succeed before the check goes on.
std::function<void()> Running(const std::string& command) {
  return [command] {
    if (std::system(command.c_str()) != 0) throw std::runtime_error("this failed: " + command);
  };
}

unsigned NumberOf(const std::string& option, const std::string& value) {
  try {
    std::size_t end = 0;
    const unsigned long number = std::stoul(value, &end);
    if (end == value.size() && number <= UINT32_MAX) return static_cast<unsigned>(number);
  } catch (const std::logic_error&) {
  }
  throw BadArguments(option + " takes a number, not " + value);
}

void Apply(Arguments& arguments, const std::string& option, const std::string& value) {
  Hooks& hooks = arguments.subject.hooks;
  if (option == "--only") {
    arguments.options.only.push_back(value);
  } else if (option == "--seed") {
    arguments.options.seed = NumberOf(option, value);
  } else if (option == "--patience") {
    arguments.options.patience = std::chrono::seconds(NumberOf(option, value));
  } else if (option == "--stop") {
    hooks.stop = Running(value);
  } else if (option == "--start") {
    hooks.start = Running(value);
  } else if (option == "--fill") {
    hooks.fill = Running(value);
  } else if (option == "--free") {
    hooks.free = Running(value);
  } else {
    throw BadArguments("There is no option " + option + ".");
  }
}

}  // namespace

Arguments ParseArguments(const std::vector<std::string>& given) {
  if (given.size() < 2) throw BadArguments("A plugin and a config are needed.");
  Arguments arguments;
  arguments.subject.plugin = given[0];
  arguments.subject.config = given[1];
  for (std::size_t i = 2; i < given.size(); i += 2) {
    if (i + 1 == given.size()) throw BadArguments(given[i] + " takes a value.");
    Apply(arguments, given[i], given[i + 1]);
  }
  return arguments;
}

}  // namespace dashflow::sdk::testing::store
