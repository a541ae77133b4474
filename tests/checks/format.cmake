# SPDX-License-Identifier: BSL-1.0
# cmake -DSOURCE_DIR=... -DCLANG_FORMAT=... [-DFIX=ON] -P format.cmake

cmake_minimum_required(VERSION 3.25)
file(GLOB_RECURSE files
    "${SOURCE_DIR}/include/*.hpp" "${SOURCE_DIR}/src/*.hpp" "${SOURCE_DIR}/src/*.cpp"
    "${SOURCE_DIR}/tests/*.hpp" "${SOURCE_DIR}/tests/*.cpp" "${SOURCE_DIR}/docs/*.cpp")
if(NOT files)
    message(FATAL_ERROR "There are no files to check in ${SOURCE_DIR}")
endif()
set(mode --dry-run -Werror)
if(FIX)
    set(mode -i)
endif()
execute_process(COMMAND "${CLANG_FORMAT}" ${mode} ${files} RESULT_VARIABLE result ERROR_VARIABLE messages)
if(NOT result EQUAL 0)
    string(REGEX MATCHALL "[^\n]*error: [^\n]*" lines "${messages}")
    list(LENGTH lines count)
    list(SUBLIST lines 0 40 lines)
    list(JOIN lines "\n" lines)
    string(REPLACE "${SOURCE_DIR}/" "" lines "${lines}")
    message(NOTICE "${lines}")
    message(FATAL_ERROR "${count} places are not as clang-format 14 writes them (above: the first 40). "
        "To format all files: cmake --build build/dev --target format")
endif()
