# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev setup
# Installs the Debian 12 packages of tools/packages that are missing (as root; else says what to run).
verb_setup() {
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
