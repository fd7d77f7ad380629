# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev kill [FILES [KILLS]]
# Kills runs of the release build at random instants and resumes them: they must end as a run left alone.
# Each digests FILES files (default 2000), until KILLS kills (default 50) hit a run under way; state and reports are
# compared. DASHFLOW_KILL_SEED=NUMBER chooses other instants.
verb_kill() {
  local files=${1:-2000} kills=${2:-50} number='^[1-9][0-9]*$'
  [[ $files =~ $number && $kills =~ $number && $# -le 2 ]] || die "FILES and KILLS are numbers from 1, see --help"
  setup_if_needed
  build release
  step "$kills kills in runs of $files files" env DASHFLOW_KILL_FILES="$files" DASHFLOW_KILLS="$kills" \
    DASHFLOW_SOURCE="$root" DASHFLOW_PROGRAM="$root/build/release/bin/dashflow" \
    python3 -B tests/integration/cli/random_kill_test.py
}
