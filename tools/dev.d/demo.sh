# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev demo [OPTION...]
# Installs what is missing, builds release and runs the main job; the options go to tools/demo.
verb_demo() {
  setup_if_needed
  build release
  step "demo" tools/demo "$@"
}
