# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev test [CTEST OPTION...]
# Installs what is missing, builds preset debug and runs every test in it.
# Example: tools/dev test -L unit
verb_test() {
  setup_if_needed
  build debug
  run_tests debug "$@"
}
