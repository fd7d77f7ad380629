# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev tidy [PART...]
# Builds preset debug and runs clang-tidy over all sources, or those below PART (host/engine, tests).
verb_tidy() {
  setup_if_needed
  build debug
  step "tidy" tools/check_tidy.py build/debug "$@"
}
