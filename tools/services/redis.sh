# SPDX-License-Identifier: Apache-2.0
# Redis, as durable as it can be.
redis_needs() {
  needs_program redis redis-server
  needs_program redis redis-cli
}

# Every write on the disk before it is answered, and none given up for room: what a store asks of it.
redis_run() {
  in_background redis-server --bind "$HOST" --port "$PORT" --dir "$FOLDER" --requirepass "$PASSWORD" \
    --appendonly yes --appendfsync always --maxmemory-policy noeviction --unixsocket "$FOLDER/socket"
}

redis_start() { redis_run; }

redis_answers() { REDISCLI_AUTH=$PASSWORD redis-cli -h "$HOST" -p "$PORT" PING | grep -qx PONG; }
