# SPDX-License-Identifier: BSL-1.0
# No file of the project names a folder of somebody's machine. cmake -DSOURCE_DIR=... -P machine_paths.cmake

cmake_minimum_required(VERSION 3.25)
# The brackets keep the pattern from finding itself.
set(pattern "(^|[^A-Za-z0-9_.%-])(/[w]ork|/[t]mp/carnk|[.][.]/[s]hared|/[h]ome/[a-z]+|/[r]oot)(/|[^A-Za-z0-9_.-]|$)")

find_program(GIT git)
set(files "")
if(GIT AND EXISTS "${SOURCE_DIR}/.git")
    execute_process(COMMAND "${GIT}" -c "safe.directory=*" grep -n -I -E "${pattern}"
        WORKING_DIRECTORY "${SOURCE_DIR}" OUTPUT_VARIABLE found ERROR_VARIABLE problem RESULT_VARIABLE result)
    # 0: found, 1: not found, more: git did not work here, for example in an exported tree.
    if(result EQUAL 0)
        message(FATAL_ERROR "These lines name a folder of somebody's machine:\n${found}")
    elseif(result EQUAL 1)
        return()
    endif()
    message(STATUS "git grep did not work (${problem}), so all files are read")
endif()

file(GLOB_RECURSE files
    "${SOURCE_DIR}/include/*" "${SOURCE_DIR}/src/*" "${SOURCE_DIR}/tests/*" "${SOURCE_DIR}/cmake/*" "${SOURCE_DIR}/docs/*"
    "${SOURCE_DIR}/*.md")
set(faults "")
foreach(file IN LISTS files)
    if(NOT file MATCHES "\\.(cpp|hpp|cmake|txt|sh|md|json|in|html|css|js)$")
        continue()
    endif()
    file(STRINGS "${file}" lines REGEX "${pattern}")
    if(lines)
        string(APPEND faults "${file}: ${lines}\n")
    endif()
endforeach()
if(faults)
    message(FATAL_ERROR "These lines name a folder of somebody's machine:\n${faults}")
endif()
