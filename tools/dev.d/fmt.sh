# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev fmt
# Rewrites every C and C++ source with clang-format 14.
verb_fmt() {
  setup_if_needed
  step "format" tools/check_format.py --fix
}
