# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev clean
# Deletes build/ (every preset); the compiler cache stays. Servers that `tools/dev services` started are stopped.
verb_clean() {
  local folder
  for folder in build/services build/*/services; do
    [[ ! -d $folder ]] || DASHFLOW_SERVICES=$root/$folder run_verb services down
  done
  step "delete build/" rm -rf build
}
