# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev cases FILE [--store memory|sqlite|file] [--only ID]
# Runs a file of CEL or graph cases, whichever it is: one line a case, and at the end how many passed and failed.
verb_cases() {
  (($# >= 1)) || die "one FILE of cases, see --help"
  local file=$1 runner log status=0
  [[ $file == /* ]] || file=$OLDPWD/$file
  [[ -r $file ]] || die "cannot read $file"
  shift
  runner=$(runner_of_cases "$file")
  setup_if_needed
  build debug "$runner"
  log=$(mktemp)
  pass_through "$log" "build/debug/tests/$runner" "$file" "$@" || status=$?
  closing_line=$(tail -1 "$log")
  rm -f "$log"
  return $status
}

# A graph case has a graph, a CEL case an expression.
runner_of_cases() {
  if grep -q '"graph"[[:space:]]*:' "$1"; then echo graph_cases; else echo cel_cases; fi
}
