# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev bench [--json] [--peers] [NAME...]
# Builds release and measures it, each number beside its floor in the same run. --peers also builds the programs of
# tools/bench/peers and measures beside them (peer_*).
verb_bench() {
  setup_if_needed
  build release >&2
  if [[ " $* " == *" --peers "* ]]; then build_peers >&2; fi
  build/release/bin/dashflow-bench "$@"
}

build_peers() {
  local go
  go=$(find_go)
  (cd tools/bench/peers/cel-go && GOTOOLCHAIN=local "$go" build -o ../../../../build/peers/cel-go .)
}

# A Go that cel-go builds with. Debian's is older, but fetches a newer one as a module.
find_go() {
  local toolchain=golang.org/toolchain@v0.0.1-go1.23.4.linux-$(dpkg --print-architecture) root
  command -v go >/dev/null || quietly apt-get install -y --no-install-recommends golang-go >&2
  if printf '%s\n' go1.23 "$(go env GOVERSION)" | sort -CV; then
    command -v go
    return
  fi
  (cd tools/bench/peers && go mod download "$toolchain")
  root=$(go env GOMODCACHE)/$toolchain
  chmod -R u+x "$root"/bin "$root"/pkg/tool
  echo "$root/bin/go"
}
