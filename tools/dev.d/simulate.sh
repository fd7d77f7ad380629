# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev simulate [--seeds N] [--seed S] [--trace] [--sabotage NAME]
# Runs random workflows with crashes, delays and cancellations in a simulated world and checks what must always hold.
# N seeds (default 1) from S (default 1) on; a seed that fails prints the command that replays it to the byte.
# --trace prints the workflow and every event of each seed; --sabotage breaks something on purpose (tests/simulation).
verb_simulate() {
  local log status=0
  setup_if_needed
  build debug simulate
  log=$(mktemp)
  pass_through "$log" build/debug/tests/simulate "$@" || status=$?
  closing_line=$(tail -1 "$log")
  rm -f "$log"
  return $status
}
