# SPDX-License-Identifier: Apache-2.0
# Fixtures of ctest: the servers of `tools/dev services`, started once for the tests that need them and stopped after
# the last. Each build tree has its own.

set(DASHFLOW_SERVICES ${PROJECT_BINARY_DIR}/services)

# dashflow_needs_service(<test> <service>) : <service> (postgresql, mariadb, redis) runs while <test> does, which reads
# $DASHFLOW_SERVICES/<service>.env.
function(dashflow_needs_service test service)
  dashflow_service_fixture(${service})
  set_property(TEST ${test} APPEND PROPERTY FIXTURES_REQUIRED service_${service})
  set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT DASHFLOW_SERVICES=${DASHFLOW_SERVICES})
endfunction()

# Defined where it is asked for first, since a test is known in its own folder only.
function(dashflow_service_fixture service)
  get_property(known GLOBAL PROPERTY DASHFLOW_SERVICE_${service})
  if(known)
    return()
  endif()
  set_property(GLOBAL PROPERTY DASHFLOW_SERVICE_${service} TRUE)
  foreach(action IN ITEMS up down)
    add_test(NAME services_${service}_${action} COMMAND ${PROJECT_SOURCE_DIR}/tools/dev services ${action} ${service})
    dashflow_test_properties(services_${service}_${action} services 200 "" "")
    set_property(TEST services_${service}_${action} APPEND PROPERTY ENVIRONMENT DASHFLOW_SERVICES=${DASHFLOW_SERVICES})
  endforeach()
  set_tests_properties(services_${service}_up PROPERTIES FIXTURES_SETUP service_${service})
  set_tests_properties(services_${service}_down PROPERTIES FIXTURES_CLEANUP service_${service})
endfunction()
