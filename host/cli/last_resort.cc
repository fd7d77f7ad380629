// SPDX-License-Identifier: Apache-2.0
#include "host/cli/last_resort.h"

#include <exception>
#include <new>
#include <string>

namespace dashflow::cli {
namespace {

Error Unexpected(const std::string& what) {
  return Error("internal", "the command ended in a way that nobody expected")
      .Operation("run the command")
      .Resource("dashflow")
      .Cause(what);
}

Error NoMemory() {
  return Error("out_of_memory", "the system gave no more memory")
      .Operation("run the command")
      .Resource("dashflow")
      .Cause("an allocation failed");
}

Exit Run(const Console& console, const std::function<Exit()>& run) {
  try {
    return run();
  } catch (const std::bad_alloc&) {
    return console.Fail(NoMemory());
  } catch (const std::exception& thrown) {
    return console.Fail(Unexpected(thrown.what()));
  } catch (...) {
    return console.Fail(Unexpected("something was thrown that is no exception"));
  }
}

}  // namespace

Exit RunToLastResort(const Console& console, const std::function<Exit()>& run) {
  return console.Finish(Run(console, run));
}

}  // namespace dashflow::cli
