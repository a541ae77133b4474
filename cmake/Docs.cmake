# SPDX-License-Identifier: BSL-1.0
# Adds the target docs, which runs Doxygen on docs/Doxyfile.in; @NAME@ in that file stands for a CMake variable.
# A docs/CMakeLists.txt, if there is one, takes over.

if(EXISTS "${PROJECT_SOURCE_DIR}/docs/CMakeLists.txt")
    add_subdirectory(docs)
    return()
endif()

if(NOT EXISTS "${PROJECT_SOURCE_DIR}/docs/Doxyfile.in")
    add_custom_target(docs COMMAND "${CMAKE_COMMAND}" -E echo "There is no docs/Doxyfile.in, so nothing to do.")
    return()
endif()

find_package(Doxygen REQUIRED)
configure_file("${PROJECT_SOURCE_DIR}/docs/Doxyfile.in" "${PROJECT_BINARY_DIR}/docs/Doxyfile" @ONLY)
add_custom_target(docs
    COMMAND Doxygen::doxygen "${PROJECT_BINARY_DIR}/docs/Doxyfile"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    COMMENT "Writing the documentation"
    VERBATIM)
