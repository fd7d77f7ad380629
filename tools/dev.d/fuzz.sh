# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev fuzz [SECONDS [TARGET]]
# Runs each fuzz target (or one) for SECONDS (default 60) from its corpus.
# New inputs are kept in build/fuzz/fuzz/TARGET.grown; one that fails is written to TARGET.failed-*.
verb_fuzz() {
  setup_if_needed
  local seconds=${1:-60} target=${2:-}
  [[ $seconds =~ ^[0-9]+$ ]] || die "SECONDS is a number, not '$seconds'"
  build fuzz "${target:-dashflow_tests_fuzz}"
  local corpus name count=0
  for corpus in build/fuzz/fuzz/${target:-*}.corpus; do
    name=$(basename "$corpus" .corpus)
    [[ -x build/fuzz/fuzz/$name ]] || die "no fuzz target '$name'"
    step "fuzz $name for $seconds s" fuzz_one "$name" "$seconds"
    count=$((count + 1))
  done
  closing_line="100% fuzz targets passed, 0 failed out of $count"
}

# Prints how many inputs were tried, or everything the fuzzer said when one failed.
fuzz_one() {
  local folder=build/fuzz/fuzz name=$1 log status=0
  log=$folder/$name.log
  mkdir -p "$folder/$name.grown"
  "$folder/$name" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$folder/$name.failed-" "$folder/$name.grown" "$folder/$name.corpus" >"$log" 2>&1 || status=$?
  if ((status != 0)); then
    cat "$log"
    return $status
  fi
  grep 'number_of_executed_units' "$log"
}
