# SPDX-License-Identifier: BSL-1.0
# Installs the build tree into an empty STAGE and checks that what a user expects is there. With SOURCE_DIR, the tree is built first, with
# the options after --.

cmake_minimum_required(VERSION 3.25)
if(SOURCE_DIR)
    set(options "")
    set(found FALSE)
    math(EXPR last "${CMAKE_ARGC} - 1")
    foreach(i RANGE ${last})
        if(found)
            list(APPEND options "${CMAKE_ARGV${i}}")
        elseif(CMAKE_ARGV${i} STREQUAL "--")
            set(found TRUE)
        endif()
    endforeach()
    execute_process(COMMAND "${CMAKE_COMMAND}" -S "${SOURCE_DIR}" -B "${BUILD_DIR}" -G "${GENERATOR}" ${options}
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BUILD_DIR}" RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out)
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "the build ended with ${code}:\n${out}")
    endif()
endif()
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

# The library is of the kind that was asked for, and a shared one has the name that programs remember.
file(GLOB libraries RELATIVE "${STAGE}/${LIBDIR}" "${STAGE}/${LIBDIR}/libcarnk.*")
list(SORT libraries)
if(KIND STREQUAL "static")
    set(expected libcarnk.a)
else()
    set(expected libcarnk.so "libcarnk.so.${SOVERSION}" "libcarnk.so.${VERSION}")
endif()
if(UNIX AND NOT APPLE AND NOT libraries STREQUAL expected)
    message(FATAL_ERROR "installed: ${libraries}; expected: ${expected}")
endif()
if(KIND STREQUAL "shared" AND READELF)
    execute_process(COMMAND "${READELF}" -d "${STAGE}/${LIBDIR}/libcarnk.so" OUTPUT_VARIABLE out COMMAND_ERROR_IS_FATAL ANY)
    if(NOT out MATCHES "SONAME[^\n]*\\[libcarnk\\.so\\.${SOVERSION}\\]" OR out MATCHES "R(UN)?PATH")
        message(FATAL_ERROR "libcarnk.so.${VERSION}:\n${out}")
    endif()
endif()

# The command runs from where it was installed.
if(EXISTS "${STAGE}/bin/carnk")
    execute_process(COMMAND "${STAGE}/bin/carnk" version OUTPUT_VARIABLE out COMMAND_ERROR_IS_FATAL ANY)
    if(NOT out MATCHES "${VERSION}")
        message(FATAL_ERROR "carnk version says: ${out}")
    endif()
endif()
