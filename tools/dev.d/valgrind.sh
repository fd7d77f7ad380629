# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev valgrind [CTEST OPTION...]
# Runs the tests of the plugin border and the values under Valgrind (ctest label valgrind).
verb_valgrind() {
  setup_if_needed
  build debug
  run_tests debug -L '^valgrind$' --no-tests=error "$@"
}
