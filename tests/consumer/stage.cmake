# SPDX-License-Identifier: BSL-1.0
# Installs the build tree into an empty STAGE and checks that what a user expects is there.

cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE "${STAGE}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${STAGE}" --config "${CONFIG}"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

file(GLOB_RECURSE installed RELATIVE "${STAGE}" "${STAGE}/*")
foreach(expected IN ITEMS
        "include/carnk/version\\.hpp" "include/carnk/export\\.hpp" "cmake/carnk/carnkConfig\\.cmake"
        "cmake/carnk/carnkConfigVersion\\.cmake" "pkgconfig/carnk\\.pc" "/LICENSE")
    if(NOT installed MATCHES "${expected}")
        message(FATAL_ERROR "${expected} is not in the installed tree:\n${installed}")
    endif()
endforeach()

# An installed package must work on another machine, so it must not name the folders it was built in.
foreach(file IN LISTS installed)
    if(file MATCHES "\\.(cmake|pc|hpp)$")
        file(READ "${STAGE}/${file}" text)
        foreach(dir IN ITEMS "${STAGE}" "${BUILD_DIR}")
            string(FIND "${text}" "${dir}" found)
            if(found GREATER_EQUAL 0)
                message(FATAL_ERROR "${file} names ${dir}")
            endif()
        endforeach()
    endif()
endforeach()
