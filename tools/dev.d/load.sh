# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev load [NAME[=SIZE]...] [--store URL]
# Runs large workflows on the release build and says what each takes: chain, fan, loop, state, messages (tests/load).
verb_load() {
  local store=memory names=() name folder
  while (($#)); do
    case $1 in
      --store) store=$2 && shift 2 ;;
      *) names+=("$1") && shift ;;
    esac
  done
  ((${#names[@]})) || names=(chain=10000 fan=10000 loop=1000000 state=1000000000 messages=10000)
  setup_if_needed
  build release dashflow plugin_load plugin_memory plugin_sqlite >&2
  folder=$(mktemp -d)
  for name in "${names[@]}"; do run_load "${name%%=*}" "${name#*=}" "$store" "$folder"; done
  rm -rf "$folder"
}

# run_load NAME SIZE STORE FOLDER
run_load() {
  local workflow=$4/$1.yaml input=$4/$1.json
  python3 tests/load/workflows.py "$1" "$2" >"$workflow"
  python3 tests/load/workflows.py "$1" "$2" input >"$input"
  /usr/bin/time -f "$1 $2 on $3: %e s, %M KiB, exit status %x" build/release/bin/dashflow --quiet --json --store "$3" \
    --plugin-path build/release/tests/load/plugins run "$workflow" --input "@$input" --stream run.finished >/dev/null
}
