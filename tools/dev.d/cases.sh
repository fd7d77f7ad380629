# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev cases FILE [--only ID]
# Runs a file of CEL conformance cases: one line a case, and at the end how many passed and failed.
verb_cases() {
  (($# == 1 || $# == 3)) || die "one FILE of cases, see --help"
  local file=$1 log status=0
  [[ $file == /* ]] || file=$OLDPWD/$file
  [[ -r $file ]] || die "cannot read $file"
  shift
  setup_if_needed
  build debug cel_cases
  log=$(mktemp)
  pass_through "$log" build/debug/tests/cel_cases "$file" "$@" || status=$?
  closing_line=$(tail -1 "$log")
  rm -f "$log"
  return $status
}
