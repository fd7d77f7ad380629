# SPDX-License-Identifier: Apache-2.0
# dashflow_server_store_tests(<plugin> <service> ADDRESS <address> SOURCES <file>...)
# What a store on a server is held against, all on the real one: <plugin>_test of its own SOURCES and of the tests that
# such stores share, and the conformance suite, each check in a place of its own
# ({fresh} in ADDRESS).
function(dashflow_server_store_tests plugin service)
  if(NOT DASHFLOW_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "ADDRESS" "SOURCES")
  set(shared ${PROJECT_SOURCE_DIR}/plugins/storage/sql/tests)
  dashflow_plugin_test(${plugin}_test PLUGIN ${plugin}
    SOURCES ${arg_SOURCES} ${shared}/server_away_test.cc ${shared}/server_care_test.cc ${shared}/server_fixture.cc
            ${shared}/server_hosts_test.cc
            ${shared}/server_opening_test.cc ${shared}/tcp_proxy.cc
    LINK dashflow-sdk::store_suite)
  set_tests_properties(${plugin}_test PROPERTIES TIMEOUT 300)
  dashflow_needs_service(${plugin}_test ${service})
  add_test(NAME store_${plugin}
           COMMAND ${PROJECT_SOURCE_DIR}/tests/support/services/on_service.sh ${service}
                   $<TARGET_FILE:dashflow_store_check> $<TARGET_FILE:plugin_${plugin}> "{\"url\":\"${arg_ADDRESS}\"}")
  dashflow_test_group(dashflow_store_check conformance)
  dashflow_test_group(plugin_${plugin} conformance)
  dashflow_test_properties(store_${plugin} conformance 900 "" "")
  dashflow_needs_service(store_${plugin} ${service})
endfunction()
