# SPDX-License-Identifier: Apache-2.0
# The layout is written down in packaging/README.md; tests/house/install_test.py holds the two together.
# Plugins lie in lib/ on every distribution: bin/dashflow looks for them at ../lib/dashflow/plugins.
if(TARGET dashflow)
  install(TARGETS dashflow RUNTIME DESTINATION bin)
endif()
if(TARGET manual)
  install(DIRECTORY ${PROJECT_BINARY_DIR}/share/man/man1/ DESTINATION share/man/man1 FILES_MATCHING PATTERN "*.1")
endif()
install(DIRECTORY ${DASHFLOW_PLUGIN_DIRECTORY}/ DESTINATION lib/dashflow/plugins FILES_MATCHING PATTERN "*.so")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/config/ DESTINATION share/dashflow FILES_MATCHING PATTERN "*.yaml"
        PATTERN "*.json")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/dashflow)
