# SPDX-License-Identifier: BSL-1.0
# The inline namespace is that of the version: v0_1 in 0.1.0, v1 in 1.0.0. Two versions that are not the same for programs then have other
# symbols, and cannot be mistaken for each other in one program. cmake -DSOURCE_DIR=... -P namespace.cmake

cmake_minimum_required(VERSION 3.25)
include("${SOURCE_DIR}/cmake/Version.cmake")

# The test of the test: what each version is called.
foreach(pair IN ITEMS "0.1.0=0.1" "0.12.3=0.12" "1.0.0=1" "2.7.1=2")
    string(REGEX MATCH "^(.+)=(.+)$" pair "${pair}")
    set(expected "${CMAKE_MATCH_2}")
    carnk_abi_version(abi "${CMAKE_MATCH_1}")
    if(NOT abi STREQUAL expected)
        message(FATAL_ERROR "${pair}: ${abi}")
    endif()
endforeach()

carnk_read_version(version "${SOURCE_DIR}/include/carnk/version.hpp")
carnk_abi_version(abi "${version}")
string(REPLACE "." "_" name "v${abi}")

file(GLOB_RECURSE files "${SOURCE_DIR}/include/*.hpp" "${SOURCE_DIR}/src/*.hpp" "${SOURCE_DIR}/src/*.cpp")
set(faults "")
set(count 0)
foreach(file IN LISTS files)
    file(STRINGS "${file}" lines REGEX "^namespace carnk([^A-Za-z0-9_]|$)")
    foreach(line IN LISTS lines)
        math(EXPR count "${count} + 1")
        if(NOT line MATCHES "^namespace carnk::inline ${name}(::[a-z_:]+)? {")
            string(APPEND faults "\n${file}: ${line}")
        endif()
    endforeach()
endforeach()
if(faults)
    message(FATAL_ERROR "In version ${version} the inline namespace is ${name}; cmake/release.sh --version writes it:${faults}")
endif()
if(count LESS 100)
    message(FATAL_ERROR "only ${count} namespaces were found")
endif()
message(STATUS "${count} namespaces, all carnk::inline ${name}")
