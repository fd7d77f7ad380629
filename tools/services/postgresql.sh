# SPDX-License-Identifier: Apache-2.0
# PostgreSQL, with TLS offered. USER owns everything.
postgresql_bin() { find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1; }

postgresql_needs() {
  needs_program postgresql "$(postgresql_bin)/postgres"
  needs_program postgresql openssl
}

postgresql_start() {
  local bin
  bin=$(postgresql_bin)
  make_certificates
  (umask 077 && echo "$PASSWORD" >"$FOLDER/password")
  to_nobody "$FOLDER/password"
  as_nobody "$bin/initdb" -D "$FOLDER/data" -U "$USER" -E UTF8 --locale=C -A scram-sha-256 \
    --pwfile="$FOLDER/password"
  rm "$FOLDER/password"
  postgresql_run
  wait_for postgresql_ask postgres "SELECT 1"
  postgresql_ask postgres "CREATE DATABASE $DATABASE"
}

postgresql_run() {
  in_background "$(postgresql_bin)/postgres" -D "$FOLDER/data" -p "$PORT" -k "$FOLDER" -c listen_addresses="$HOST" -c ssl=on \
    -c ssl_cert_file="$FOLDER/cert.pem" -c ssl_key_file="$FOLDER/key.pem"
}

postgresql_ask() {
  PGPASSWORD=$PASSWORD "$(postgresql_bin)/psql" -qAt -h "$HOST" -p "$PORT" -U "$USER" -d "$1" -c "$2"
}

postgresql_answers() { postgresql_ask "$DATABASE" "SELECT 1"; }
