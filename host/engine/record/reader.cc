// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/reader.h"

namespace dashflow::engine {
namespace {

// Who asks first drives on.
void Wake(Run& run) {
  if (run.behind.exchange(false)) run.program->lanes().SendStep({&run, 0, 0});
}

}  // namespace

bool ReaderKeepsUp(Run& run) {
  if (!run.announcer.listening() || run.stop.load() != Stop::kNone) return true;
  run.behind.store(true);
  const RunPtr keep(&run);
  const bool ready = run.announcer.ReaderReady([keep] { Wake(*keep); });
  if (!ready) return run.stop.load() != Stop::kNone && run.behind.exchange(false);
  return run.behind.exchange(false);
}

void WakeForStop(Run& run) { Wake(run); }

}  // namespace dashflow::engine
