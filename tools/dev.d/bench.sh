# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev bench [--json] [--peers] [--try] [NAME...]
# Builds release and measures it, each number beside its floor in the same run. --peers also builds the programs of
# tools/bench/peers and measures beside them (peer_*). PostgreSQL and MariaDB are started for postgresql_* and mysql_*, and left.
verb_bench() {
  setup_if_needed
  build release >&2
  if [[ " $* " == *" --peers "* ]]; then build_peers >&2; fi
  run_verb services up postgresql mariadb >&2
  DASHFLOW_SERVICES=$services build/release/bin/dashflow-bench "$@"
}

build_peers() {
  build_cel_go
  build_langgraph_py
  build_langgraph_js
  build_langgraph_server
}

# LangGraph for Python, in an environment of its own.
build_langgraph_py() {
  local environment=build/peers/langgraph-py-env wanted=tools/bench/peers/langgraph-py/requirements.txt
  python3 -c "import ensurepip" 2>/dev/null || quietly apt-get install -y --no-install-recommends python3-venv >&2
  if ! cmp -s "$wanted" "$environment/requirements.txt"; then
    python3 -m venv --clear "$environment"
    quietly "$environment/bin/python" -m pip install --quiet --requirement "$wanted"
    cp "$wanted" "$environment/"
  fi
  write_starter langgraph-py "$root/$environment/bin/python" "$root/tools/bench/peers/langgraph-py/main.py"
}

# LangGraph.js: node finds the packages beside the program.
build_langgraph_js() {
  build_npm_peer langgraph-js
  write_starter langgraph-js node "$root/build/peers/langgraph-js-env/main.js"
}

# The open reference server; takes the port.
build_langgraph_server() {
  local environment=$root/build/peers/langgraph-server-env
  build_npm_peer langgraph-server
  write_starter langgraph-server "$environment/start.sh"
}

build_npm_peer() {
  local environment=build/peers/$1-env source=tools/bench/peers/$1
  mkdir -p "$environment"
  if ! cmp -s "$source/package-lock.json" "$environment/package-lock.json" || [[ ! -d $environment/node_modules ]]; then
    cp "$source"/package*.json "$environment/"
    quietly npm ci --prefix "$environment" --prefer-offline --ignore-scripts --no-audit --no-fund
  fi
  cp "$source"/* "$environment/"
}

# write_starter PEER COMMAND... : build/peers/PEER runs the command.
write_starter() {
  printf '#!/bin/sh\nexec %s "$@"\n' "${*:2}" >"build/peers/$1"
  chmod +x "build/peers/$1"
}

build_cel_go() {
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
