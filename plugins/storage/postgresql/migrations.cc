// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/migrations.h"

namespace dashflow::postgresql {
namespace {

// Streams are unsigned; what is stored are the same 64 bits. Bytes come compressed, so that
// PostgreSQL shall not try again: EXTERNAL.
sql::Migration First(const std::string& schema) {
  return {{"CREATE SCHEMA IF NOT EXISTS " + schema,
           "CREATE TABLE df_log(stream bigint NOT NULL, seq bigint NOT NULL,"
           " checksum bigint NOT NULL, size integer NOT NULL, bytes bytea NOT NULL,"
           " PRIMARY KEY(stream, seq))",
           // The last seq of a stream that has no entry left to tell.
           "CREATE TABLE df_stream_end(stream bigint PRIMARY KEY, last_seq bigint NOT NULL)",
           "CREATE TABLE df_space(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
           " name bytea NOT NULL UNIQUE)",
           "CREATE TABLE df_record(space bigint NOT NULL, name bytea NOT NULL, rev bigint NOT NULL,"
           " expires bigint NOT NULL, checksum bigint NOT NULL, size integer NOT NULL,"
           " terms bytea NOT NULL, bytes bytea NOT NULL,"
           " PRIMARY KEY(space, name))",
           "CREATE INDEX df_record_expiry ON df_record(expires) WHERE expires <> 0",
           "CREATE TABLE df_term(space bigint NOT NULL, term bytea NOT NULL, name bytea NOT NULL,"
           " PRIMARY KEY(space, term, name))",
           "CREATE TABLE df_blob(hash bytea PRIMARY KEY, touched bigint NOT NULL,"
           " checksum bigint NOT NULL, bytes bytea NOT NULL)",
           "ALTER TABLE df_log ALTER bytes SET STORAGE EXTERNAL",
           "ALTER TABLE df_record ALTER bytes SET STORAGE EXTERNAL",
           "ALTER TABLE df_blob ALTER bytes SET STORAGE EXTERNAL",
           "CREATE TABLE df_revision(id bigint PRIMARY KEY CHECK(id = 1), last_rev bigint NOT NULL)"
           " WITH (fillfactor = 10)",
           "INSERT INTO df_revision VALUES(1, 0)",
           "CREATE TABLE df_layout(id bigint PRIMARY KEY CHECK(id = 1), version bigint NOT NULL,"
           " min_reader bigint NOT NULL, min_writer bigint NOT NULL)"}};
}

}  // namespace

std::vector<sql::Migration> MigrationsOf(const std::string& schema) { return {First(schema)}; }

}  // namespace dashflow::postgresql
