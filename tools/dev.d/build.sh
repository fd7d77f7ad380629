# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev build [PRESET [TARGET...]]
# Builds preset release (or another): build/release/bin/dashflow, which finds the plugins beside it.
verb_build() {
  setup_if_needed
  build "${@:-release}"
}
