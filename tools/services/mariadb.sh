# SPDX-License-Identifier: Apache-2.0
# MariaDB, with TLS offered. USER may do everything.
mariadb_needs() {
  needs_program mariadb mariadbd
  needs_program mariadb mariadb-install-db
  needs_program mariadb mariadb
  needs_program mariadb openssl
}

mariadb_start() {
  make_certificates
  as_nobody mariadb-install-db --no-defaults --auth-root-authentication-method=normal --skip-test-db \
    --datadir="$FOLDER/data"
  mariadb_run
  wait_for mariadb_root "SELECT 1"
  mariadb_root "CREATE DATABASE $DATABASE; CREATE USER $USER@'127.0.0.1' IDENTIFIED BY '$PASSWORD';
    GRANT ALL ON *.* TO $USER@'127.0.0.1' WITH GRANT OPTION; ALTER USER root@localhost IDENTIFIED BY '$PASSWORD'"
}

mariadb_run() {
  in_background mariadbd --no-defaults --datadir="$FOLDER/data" --socket="$FOLDER/socket" --bind-address="$HOST" \
    --port="$PORT" --pid-file="$FOLDER/mariadbd.pid" --ssl-cert="$FOLDER/cert.pem" --ssl-key="$FOLDER/key.pem"
}

mariadb_root() { mariadb --no-defaults -u root -S "$FOLDER/socket" -e "$1"; }

mariadb_answers() {
  MYSQL_PWD=$PASSWORD mariadb --no-defaults -h "$HOST" -P "$PORT" -u "$USER" "$DATABASE" -e "SELECT 1"
}
