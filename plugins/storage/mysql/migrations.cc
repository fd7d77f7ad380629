// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/migrations.h"

namespace dashflow::mysql {
namespace {

// Streams are unsigned; what is stored are the same 64 bits.
sql::Migration First() {
  return {
      {"CREATE TABLE IF NOT EXISTS df_log(stream BIGINT NOT NULL, seq BIGINT NOT NULL,"
       " checksum BIGINT NOT NULL, size INT NOT NULL, bytes MEDIUMBLOB NOT NULL,"
       " PRIMARY KEY(stream, seq)) ENGINE=InnoDB",
       // The last seq of a stream that has no entry left to tell.
       "CREATE TABLE IF NOT EXISTS df_stream_end(stream BIGINT PRIMARY KEY,"
       " last_seq BIGINT NOT NULL) ENGINE=InnoDB",
       "CREATE TABLE IF NOT EXISTS df_space(id BIGINT AUTO_INCREMENT PRIMARY KEY,"
       " name VARBINARY(256) NOT NULL UNIQUE) ENGINE=InnoDB",
       "CREATE TABLE IF NOT EXISTS df_record(space BIGINT NOT NULL, name VARBINARY(256) NOT NULL,"
       " rev BIGINT NOT NULL, expires BIGINT NOT NULL, checksum BIGINT NOT NULL,"
       " size INT NOT NULL, terms VARBINARY(1028) NOT NULL, bytes MEDIUMBLOB NOT NULL,"
       " PRIMARY KEY(space, name), KEY df_record_expiry(expires)) ENGINE=InnoDB",
       "CREATE TABLE IF NOT EXISTS df_term(space BIGINT NOT NULL, term VARBINARY(256) NOT NULL,"
       " name VARBINARY(256) NOT NULL, PRIMARY KEY(space, term, name)) ENGINE=InnoDB",
       "CREATE TABLE IF NOT EXISTS df_blob(hash VARBINARY(64) PRIMARY KEY,"
       " touched BIGINT NOT NULL, checksum BIGINT NOT NULL, bytes MEDIUMBLOB NOT NULL)"
       " ENGINE=InnoDB",
       "CREATE TABLE IF NOT EXISTS df_revision(id BIGINT PRIMARY KEY CHECK(id = 1),"
       " last_rev BIGINT NOT NULL) ENGINE=InnoDB",
       "INSERT IGNORE INTO df_revision VALUES(1, 0)",
       "CREATE TABLE IF NOT EXISTS df_layout(id BIGINT PRIMARY KEY CHECK(id = 1),"
       " version BIGINT NOT NULL, min_reader BIGINT NOT NULL, min_writer BIGINT NOT NULL)"
       " ENGINE=InnoDB"}};
}

}  // namespace

const std::vector<sql::Migration>& Migrations() {
  static const std::vector<sql::Migration> kMigrations = {First()};
  return kMigrations;
}

}  // namespace dashflow::mysql
