# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev check
# Everything that a change must pass: format, form, layers, sizes, tidy and all tests.
verb_check() {
  setup_if_needed
  local name
  for name in format form layers sizes; do
    step "$name" "tools/check_$name.py"
  done
  run_verb test
}
