# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev tsan [CTEST OPTION...]
# Runs the suite under the thread sanitizer, with a oneTBB built for it (cached below ~/.cache/dashflow).
# Debian's own oneTBB is not instrumented: with it each run reports races that are none.
verb_tsan() {
  setup_if_needed
  local prefix=${XDG_CACHE_HOME:-$HOME/.cache}/dashflow/onetbb-tsan
  [[ -f $prefix/done ]] || step "oneTBB for the thread sanitizer" quietly build_onetbb "$prefix"
  # Beside the build: some tests run as a user who cannot read root's cache, and would fall back to Debian's.
  local copy=$PWD/build/tsan/onetbb
  [[ -f $copy/done ]] || { mkdir -p "$copy" && cp -a "$prefix/." "$copy"; }
  configure_with=("-DTBB_DIR=$(dirname "$(find "$copy" -name TBBConfig.cmake)")")
  build tsan
  # A process that sleeps a second at its end would take most of the random kills there.
  TSAN_OPTIONS=halt_on_error=0:second_deadlock_stack=1:atexit_sleep_ms=0 run_tests tsan "$@"
}

# Fetches Debian's source of oneTBB and installs an instrumented build of it below PREFIX.
build_onetbb() {
  local prefix=$1 work
  ((EUID == 0)) || die "the source of oneTBB is fetched by apt: run this once as root"
  work=$(mktemp -d)
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends dpkg-dev
  (cd "$work" && fetch_source onetbb)
  cmake -S "$(find "$work" -maxdepth 1 -name 'onetbb-*' -type d)" -B "$work/build" -G Ninja \
    -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DTBB_SANITIZE=thread -DTBB_TEST=OFF -DTBB_STRICT=OFF -DCMAKE_INSTALL_PREFIX="$prefix"
  cmake --build "$work/build" -j "$jobs" --target install
  touch "$prefix/done"
  rm -rf "$work"
}

# Fetches a source package with a private list of sources made from the system's, so that nothing of apt changes.
fetch_source() {
  local list=$PWD/sources.list lists=$PWD/lists
  mkdir -p "$lists/partial"
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -n 's/^deb /deb-src /p' >"$list" || true
  cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed 's/^Types:.*/Types: deb-src/' >"$PWD/private.sources" || true
  local options=(-o "Dir::Etc::sourcelist=$list" -o "Dir::Etc::sourceparts=$PWD" -o "Dir::State::lists=$lists")
  apt-get "${options[@]}" update
  apt-get "${options[@]}" source --only-source "$1"
}
