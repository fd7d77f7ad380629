# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev coverage [CTEST OPTION...]
# Runs the suite in preset coverage and prints the covered lines of each folder.
verb_coverage() {
  setup_if_needed
  build coverage
  find build/coverage -name '*.gcda' -delete
  run_tests coverage "$@"
  step "summary" tools/coverage_report.py build/coverage
}
