# SPDX-License-Identifier: Apache-2.0
# Debian's libsoci-dev has no CMake config: soci::core and its backends are made here.
function(dashflow_import_soci name)
  find_library(DASHFLOW_SOCI_${name} soci_${name} REQUIRED)
  find_path(DASHFLOW_SOCI_INCLUDE soci/soci.h REQUIRED)
  add_library(soci::${name} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(soci::${name} PROPERTIES IMPORTED_LOCATION ${DASHFLOW_SOCI_${name}})
  target_include_directories(soci::${name} SYSTEM INTERFACE ${DASHFLOW_SOCI_INCLUDE})
  target_link_libraries(soci::${name} INTERFACE ${ARGN} ${CMAKE_DL_LIBS})
endfunction()

dashflow_import_soci(core)
dashflow_import_soci(sqlite3 soci::core SQLite::SQLite3)
dashflow_import_soci(postgresql soci::core PostgreSQL::PostgreSQL)
dashflow_import_soci(mysql soci::core mariadb::client)
