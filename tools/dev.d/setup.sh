# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev setup
# Installs the Debian 12 packages of tools/packages that are missing (as root; else says what to run).
# Puts the npm packages of tools/npm, at exactly those versions, into build/npm, and the Python packages of tools/pip
# into build/pip.
verb_setup() {
  install_packages
  npm_is_current || step "npm packages" quietly install_npm_packages || do_without_npm
  pip_is_current || step "Python packages" quietly install_pip_packages || do_without_pip
}

# Two tests need them; nobody who is offline shall lose the others.
do_without_npm() {
  [[ -z ${CI:-} ]] || die "the npm packages of tools/npm cannot be installed"
  echo "==> setup: without the npm packages, sdk_js_test as well as editor_test is left out"
}

do_without_pip() {
  [[ -z ${CI:-} ]] || die "the Python packages of tools/pip cannot be installed"
  echo "==> setup: without the Python packages, the tests by the SDK are left out"
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} == 0)); then
    echo "==> setup: every package is installed"
    return
  fi
  if ((EUID != 0)); then
    die "missing packages; run: sudo apt-get install --no-install-recommends ${missing[*]}"
  fi
  export DEBIAN_FRONTEND=noninteractive
  step "package lists" quietly apt-get update
  step "install ${#missing[@]} packages" quietly apt-get install -y --no-install-recommends "${missing[@]}"
}

install_npm_packages() {
  mkdir -p build/npm
  cp tools/npm/package.json tools/npm/package-lock.json build/npm/
  npm ci --prefix build/npm --prefer-offline --ignore-scripts --no-audit --no-fund
}

install_pip_packages() {
  python3 -m venv --clear build/pip
  build/pip/bin/python -m pip install --quiet --requirement tools/pip/requirements.txt
  cp tools/pip/requirements.txt build/pip/
}
