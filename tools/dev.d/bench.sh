# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev bench [--json] [NAME...]
# Builds release and measures it, each number beside its floor in the same run.
verb_bench() {
  setup_if_needed
  build release >&2
  build/release/bin/dashflow-bench "$@"
}
