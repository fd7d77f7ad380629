#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The runner of graph cases: one line a case, the count, the exit status, and the list of what is not reached yet.
set -euo pipefail
runner=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/cases.json" <<'END'
[{"id": "R1", "graph": {"state": {"x": "last"}, "nodes": {"a": [{"return": {"x": 2}}]}, "edges": [["START", "a"]]},
  "steps": [{"invoke": {"x": 1}}], "expect": [{"x": 2}]},
 {"id": "R2", "graph": {"state": {"x": "last"}, "nodes": {"a": [{"return": {"x": 2}}]}, "edges": [["START", "a"]]},
  "steps": [{"invoke": {"x": 1}}], "expect": [{"x": 3}]},
 {"id": "R3", "graph": {"state": {"x": "last"}, "nodes": {"a": [{"fail": {"type": "ValueError", "message": "no 7"}}]}, "edges": [["START", "a"]]},
  "steps": [{"invoke": {"x": 1}}], "expect": [{"error": "ValueError", "message": "no 8"}]}]
END
echo "R2 # known" >"$folder/departures.txt"
echo "R1" >"$folder/passes.txt"

# expect STATUS OUTPUT ARGUMENT...
expect() {
  local status=0 output wanted=$2 code=$1
  shift 2
  output=$("$runner" "$@" 2>"$folder/problem") || status=$?
  [[ $status == "$code" && $output == "$wanted" ]] || {
    printf 'runner %s: status %s, wanted %s; output:\n%s\n' "$*" "$status" "$code" "$output"
    exit 1
  }
}

expect 1 'ok R1
not ok R2: step 1 gives {"x":2}, not {"x":3}
not ok R3: step 1 does not say '"'8'"': value_error: no 7
1 passed, 2 failed' "$folder/cases.json"
expect 0 'ok R1
1 passed, 0 failed' "$folder/cases.json" --store sqlite --only R1
expect 0 'ok R2 (a departure): step 1 gives {"x":2}, not {"x":3}
1 passed, 0 failed' "$folder/cases.json" --only R2 --departures "$folder/departures.txt"
expect 1 'not ok R1: passes, though it is listed as a departure
0 passed, 1 failed' "$folder/cases.json" --only R1 --departures "$folder/passes.txt"
expect 2 '' "$folder/cases.json" --only R9
expect 2 '' "$folder/cases.json" --store paper
expect 2 '' "$folder/missing.json"
echo '{}' >"$folder/object.json"
expect 2 '' "$folder/object.json"
