# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev services up|down|status|kill|start [NAME...]
# Starts real servers for the tests on free ports of 127.0.0.1: postgresql, mariadb, redis (all when none is named).
# build/services/NAME.env says where each listens and who may enter; DASHFLOW_SERVICES=FOLDER keeps these files, and so
# these servers, elsewhere. Data is of a temporary folder that goes with `down`. `up` leaves a server that answers alone.
# `kill` ends one as a loss of power would, `start` lets it go on with what it kept, where it was.
verb_services() {
  local action=${1:-} name
  [[ $action =~ ^(up|down|status|kill|start)$ ]] || die "up, down, status, kill or start, see --help"
  shift
  (($#)) || set -- postgresql mariadb redis
  for name in "$@"; do
    [[ $name =~ ^(postgresql|mariadb|redis)$ ]] || die "no service '$name': there are postgresql, mariadb and redis"
  done
  for name in "$@"; do
    # shellcheck source=/dev/null
    source "$root/tools/services/$name.sh"
  done
  services=${DASHFLOW_SERVICES:-$root/build/services}
  for name in "$@"; do
    "services_$action" "$name"
  done
}

services_up() {
  mkdir -p "$services"
  if ! service_answers "$1"; then
    step "start $1" start_service "$1"
  fi
  service_line "$1"
}

services_down() {
  [[ ! -r $services/$1.env ]] || step "stop $1" stop_service "$1"
  echo "$1: down"
}

services_status() { service_line "$1"; }

# With all processes of its group: one that is left alone keeps the others from starting.
services_kill() {
  service_load "$1" || die "$1 was not started"
  kill -KILL -- "-$(cat "$FOLDER/pid")"
  while service_group_lives; do sleep 0.02; done
  echo "$1: killed"
}

service_group_lives() { pgrep -g "$(cat "$FOLDER/pid")" --runstates R,S,D,T >/dev/null; }

services_start() {
  service_load "$1" || die "$1 was not started"
  if ! service_answers "$1"; then
    rm -f "$FOLDER/pid"
    "$1_run"
    wait_for "$1_answers"
  fi
  service_line "$1"
}

service_line() {
  if ! service_answers "$1"; then
    echo "$1: down"
    return
  fi
  (service_load "$1" && echo "$1: up, 127.0.0.1:$PORT, pid $(cat "$FOLDER/pid"), see $services/$1.env")
}

# Sets HOST PORT USER PASSWORD DATABASE FOLDER of a service; false when it was not started.
service_load() {
  [[ -r $services/$1.env ]] || return 1
  # shellcheck source=/dev/null
  source "$services/$1.env"
}

service_answers() { (service_load "$1" && "$1_answers" >/dev/null 2>&1); }

# Another program may take the port between its choice and its use.
start_service() {
  local attempt status
  "$1_needs"
  [[ ! -r $services/$1.env ]] || stop_service "$1"
  for attempt in 1 2 3; do
    set +e
    (set -e && try_service "$1")
    status=$?
    set -e
    ((status != 0)) || return 0
    echo "$1 does not start, attempt $attempt of 3" >&2
  done
  die "$1 does not start, see above"
}

try_service() {
  FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/dashflow-$1-XXXXXX")
  HOST=127.0.0.1
  PORT=$(free_port)
  USER=dashflow
  DATABASE=dashflow
  [[ $1 != redis ]] || { USER=default && DATABASE=0; }
  PASSWORD=$(head -c 15 /dev/urandom | base64 | tr '+/' '-_')
  to_nobody "$FOLDER"
  # shellcheck disable=SC2064
  trap "cat '$FOLDER/log' >&2; end_service $1" ERR
  quietly "$1_start"
  wait_for "$1_answers"
  write_service_file "$1"
}

# wait_for QUESTION... : until the server answers it; false when it ended or took 30 s.
wait_for() {
  local waited
  for waited in $(seq 150); do
    ! "$@" >/dev/null 2>&1 || return 0
    [[ -d /proc/$(cat "$FOLDER/pid") ]] || return 1
    sleep 0.2
  done
  echo "no answer after $((waited / 5)) s" >&2
  return 1
}

# Complete or not there: tests may read it at any moment. Only its owner may read the password.
write_service_file() {
  local part=$services/.$1.env
  (umask 077 && printf '%s\n' HOST="$HOST" PORT="$PORT" USER="$USER" PASSWORD="$PASSWORD" DATABASE="$DATABASE" \
    FOLDER="$FOLDER" >"$part")
  mv "$part" "$services/$1.env"
}

stop_service() {
  service_load "$1"
  end_service "$1"
  rm -f "$services/$1.env"
}

# Lets a server end in order; one that does not within 20 s is killed. PostgreSQL waits for its clients when it is told
# by TERM.
end_service() {
  local pid waited signal=TERM
  [[ $1 != postgresql ]] || signal=INT
  pid=$(cat "$FOLDER/pid" 2>/dev/null || true)
  if [[ -n $pid ]] && is_service "$pid"; then
    kill -"$signal" "$pid"
    for waited in $(seq 200); do
      is_service "$pid" || break
      ((waited < 200)) || kill -KILL "$pid"
      sleep 0.1
    done
  fi
  rm -rf "$FOLDER"
}

# A number alone may have become another process: ours works in its folder.
is_service() { [[ $(readlink "/proc/$1/cwd" 2>/dev/null) == "$FOLDER"* ]]; }

# The servers refuse to run as root, and shall not anyway.
as_nobody() {
  if ((EUID == 0)); then
    env HOME="$FOLDER" setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups -- "$@"
  else
    "$@"
  fi
}

to_nobody() { ((EUID != 0)) || chown nobody: "$@"; }

# in_background COMMAND... : its output goes to the log, its process id to the file `pid`. It outlives this terminal.
in_background() {
  # shellcheck disable=SC2016
  as_nobody setsid bash -c 'echo $$ >"$0/pid"; cd "$0"; exec "$@" >>"$0/log" 2>&1 </dev/null' "$FOLDER" "$@" \
    >/dev/null 2>&1 &
  until [[ -s $FOLDER/pid ]]; do sleep 0.02; done
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# needs_program NAME PROGRAM : a part that is missing is an error, in CI and elsewhere.
needs_program() {
  command -v "$2" >/dev/null || [[ -x $2 ]] || die "$1 is not installed ($2 is missing): run tools/dev setup"
}

# cert.pem: for 127.0.0.1, its own authority; another.pem: of an authority that has nothing to do with it.
make_certificates() {
  make_certificate another
  make_certificate cert
}

make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$FOLDER/key.pem" -out "$FOLDER/$1.pem"
  chmod 0600 "$FOLDER/key.pem"
  to_nobody "$FOLDER/key.pem" "$FOLDER/$1.pem"
}
