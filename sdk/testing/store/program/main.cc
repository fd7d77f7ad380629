// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <dashflow/testing/store/suite.hpp>
#include <exception>
#include <string>

#include "store/program/arguments.hpp"

namespace dashflow::sdk::testing::store {
namespace {

constexpr const char* kUsage = R"(usage: dashflow-store-check PLUGIN CONFIG [OPTION VALUE]…
       dashflow-store-check --list

Holds the store of a shared object against <dashflow/store.h>, one line a check:
  ok NAME | not ok NAME: what differs | skip NAME: why
and ends with `N passed, N failed`; its exit status is 1 when one failed.

CONFIG is what the store's `open` gets, as JSON: '{"url":"acme:{folder}/state"}'. {folder} in it becomes
an empty folder of the check's own, {fresh} a word that no other check has.
  --only BEGINNING     checks whose names begin so; may be given more than once
  --seed N             of what is random, as a failure names it
  --patience SECONDS   with one check, before it counts as hung (300)
  --stop COMMAND --start COMMAND   let the store's server be gone, and be back
  --fill COMMAND --free COMMAND    leave no room in the store's place, and some again
)";

void Print(const Result& result) {
  const std::string name(result.check);
  switch (result.verdict) {
    case Verdict::kPassed:
      std::printf("ok %s\n", name.c_str());
      break;
    case Verdict::kSkipped:
      std::printf("skip %s: %s\n", name.c_str(), result.what.c_str());
      break;
    case Verdict::kFailed:
      std::printf("not ok %s: %s\n", name.c_str(), result.what.c_str());
  }
  std::fflush(stdout);
}

int List() {
  for (const auto name : CheckNames()) std::printf("%s\n", std::string(name).c_str());
  return 0;
}

int Run(const Arguments& arguments) {
  const Tally tally = RunSuite(arguments.subject, arguments.options, &Print);
  if (tally.skipped != 0) std::printf("%zu skipped\n", tally.skipped);
  std::printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  return tally.failed == 0 && tally.passed != 0 ? 0 : 1;
}

}  // namespace
}  // namespace dashflow::sdk::testing::store

int main(int count, char** words) {
  namespace store = dashflow::sdk::testing::store;
  try {
    const std::vector<std::string> given(words + 1, words + count);
    if (given == std::vector<std::string>{"--list"}) return store::List();
    return store::Run(store::ParseArguments(given));
  } catch (const store::BadArguments& bad) {
    std::fprintf(stderr, "%s\n%s", bad.what(), store::kUsage);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  return 2;
}
