#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The runner of case files: one line a case, the count, the exit status.
set -euo pipefail
runner=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/cases.json" <<'END'
[{"suite": "s", "section": "a", "name": "right", "expr": "1 + 1", "value": {"int": 2}},
 {"suite": "s", "section": "a", "name": "wrong", "expr": "1 + 1", "value": {"int": 3}, "optional": true},
 {"suite": "s", "section": "b", "name": "fails", "expr": "1 / 0", "error": true}]
END

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

expect 1 'ok s/a/right
not ok s/a/wrong (optional): 1 + 1: gives 2, not {"int":3}
ok s/b/fails
2 passed, 1 failed' "$folder/cases.json"
expect 0 'ok s/b/fails
1 passed, 0 failed' "$folder/cases.json" --only s/b/fails
expect 2 '' "$folder/cases.json" --only s/b/none
expect 2 '' "$folder/missing.json"
echo '{}' >"$folder/object.json"
expect 2 '' "$folder/object.json"
