# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev asan [--slice] [CTEST OPTION...]
# Runs the suite under the address and undefined behaviour sanitizers; --slice: only unit tests, but for those of the
# command line, and fuzz inputs.
verb_asan() {
  setup_if_needed
  if [[ ${1:-} != --slice ]]; then
    build asan-ubsan
    run_tests asan-ubsan "$@"
    return
  fi
  shift
  build asan-ubsan dashflow_tests_slice
  run_tests asan-ubsan -L '^(unit|fuzz)$' -E '^cli_' "$@"
}
