# SPDX-License-Identifier: Apache-2.0
# Finds every third-party library once; the rest of the tree links the imported targets named here:
#   Boost::headers Boost::dll Boost::json Boost::filesystem  TBB::tbb
#   soci::core soci::sqlite3 soci::postgresql soci::mysql  SQLite::SQLite3 PostgreSQL::PostgreSQL mariadb::client
#   date::date-tz  yaml-cpp::yaml-cpp  CLI11::CLI11  spdlog::spdlog fmt::fmt  re2::re2  xxhash::xxhash  zstd::zstd  sodium::sodium  hiredis::hiredis
#   OpenSSL::Crypto OpenSSL::SSL  ZLIB::ZLIB  Poco::JWT Poco::NetSSL  valijson::valijson  mustache::mustache  Threads::Threads
#   tests: GTest::gtest GTest::gmock rapidcheck::rapidcheck   benchmarks: benchmark::benchmark

# Wraps a plain library and header as <target>; more arguments are linked with it.
function(dashflow_import target header library)
  string(MAKE_C_IDENTIFIER DASHFLOW_${target} variable)
  find_path(${variable}_INCLUDE ${header} REQUIRED)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${${variable}_INCLUDE})
  if(library)
    find_library(${variable}_LIBRARY ${library} REQUIRED)
    target_link_libraries(${target} INTERFACE ${${variable}_LIBRARY})
  endif()
  target_link_libraries(${target} INTERFACE ${ARGN})
endfunction()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Boost 1.81 EXACT REQUIRED COMPONENTS json filesystem system)
find_package(TBB REQUIRED)
# Debian has no debug oneTBB: its debug layout must not meet the release library.
set_property(TARGET TBB::tbb PROPERTY INTERFACE_COMPILE_DEFINITIONS "")
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(date REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
find_package(ZLIB REQUIRED)
add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
dashflow_import(boost_dll boost/dll/shared_library.hpp "" Boost::headers Boost::filesystem ${CMAKE_DL_LIBS})
add_library(Boost::dll ALIAS boost_dll)
dashflow_import(re2::re2 re2/re2.h re2 Threads::Threads)
find_path(DASHFLOW_MARIADB_INCLUDE mysql.h PATH_SUFFIXES mariadb REQUIRED)
dashflow_import(mariadb::client mariadb/mysql.h mariadb)
target_include_directories(mariadb::client SYSTEM INTERFACE ${DASHFLOW_MARIADB_INCLUDE})
dashflow_import(xxhash::xxhash xxhash.h xxhash)
dashflow_import(zstd::zstd zstd.h zstd)
dashflow_import(sodium::sodium sodium.h sodium)
dashflow_import(hiredis::hiredis hiredis/hiredis.h hiredis)
dashflow_import(valijson::valijson valijson/validator.hpp "")
# Its own package asks for definitions that the shared precompiled header was not made with.
dashflow_import(poco_jwt Poco/JWT/JWT.h PocoJWT PocoCrypto PocoJSON PocoFoundation)
add_library(Poco::JWT ALIAS poco_jwt)
dashflow_import(poco_net_ssl Poco/Net/HTTPSClientSession.h PocoNetSSL PocoNet PocoCrypto PocoFoundation OpenSSL::SSL)
add_library(Poco::NetSSL ALIAS poco_net_ssl)
dashflow_import(mustache::mustache kainjow/mustache.hpp "")
include(soci)

if(DASHFLOW_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  if(NOT TARGET rapidcheck::rapidcheck)
    add_library(rapidcheck::rapidcheck ALIAS rapidcheck)
  endif()
endif()
if(DASHFLOW_BENCH)
  find_package(benchmark REQUIRED)
endif()
