# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev chaos [--case ID,...] [--store NAME,...] [--seed N] [--minutes M] [--list]
# Kills, cuts and fills up hosts and their stores, and checks from outside that nothing is lost and nothing happens twice.
# The cases are those of tests/chaos/README.md, on sqlite and postgresql, or on redis; what went wrong is printed with its seed.
# --minutes repeats them with further seeds for so long.
verb_chaos() {
  local log status=0
  setup_if_needed
  build debug dashflow plugin_chaos chaos_alloc_fault chaos_power_loss
  if [[ " $* " != *" --list "* ]]; then run_verb services up postgresql redis; fi
  log=$(mktemp)
  DASHFLOW_PROGRAM=$root/build/debug/bin/dashflow DASHFLOW_SOURCE=$root DASHFLOW_SERVICES=${services:-} \
    DASHFLOW_CHAOS_PLUGINS=$root/build/debug/tests/chaos/plugins DASHFLOW_CHAOS_PRELOADS=$root/build/debug/tests/chaos/preloads \
    pass_through "$log" python3 -B tests/chaos/chaos.py "$@" || status=$?
  closing_line=$(tail -1 "$log")
  rm -f "$log"
  return $status
}
