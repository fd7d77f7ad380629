#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: on_service.sh SERVICE COMMAND...
# Runs COMMAND with @ACCOUNT@ in its arguments replaced by who enters a server that `tools/dev services` started, and
# where: USER:PASSWORD@HOST:PORT, and @PLACE@ by HOST:PORT; the password is in DASHFLOW_SERVICE_PASSWORD, too.
set -euo pipefail
# shellcheck source=/dev/null
source "${DASHFLOW_SERVICES:?is the folder of tools/dev services}/$1.env"
shift
account=$USER:$PASSWORD@$HOST:$PORT
export DASHFLOW_SERVICE_PASSWORD=$PASSWORD
set -- "${@//@ACCOUNT@/$account}"
exec "${@//@PLACE@/$HOST:$PORT}"
