# SPDX-License-Identifier: BSL-1.0
# cmake -DCOMPILER=... -DCASE=<file.cpp> -DINCLUDES=<a|b> -P check.cmake

cmake_minimum_required(VERSION 3.25)
string(REPLACE "|" ";" includes "${INCLUDES}")
set(flags -std=c++20 -fsyntax-only)
foreach(dir IN LISTS includes)
    if(dir)
        list(APPEND flags -isystem "${dir}")
    endif()
endforeach()

execute_process(COMMAND "${COMPILER}" ${flags} "${CASE}" RESULT_VARIABLE result ERROR_VARIABLE messages)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "The control, ${CASE} without -DFAIL, does not compile:\n${messages}")
endif()

set(ENV{LC_ALL} C)
execute_process(COMMAND "${COMPILER}" ${flags} -DFAIL "${CASE}" RESULT_VARIABLE result ERROR_VARIABLE messages)
if(result EQUAL 0)
    message(FATAL_ERROR "${CASE} compiles with -DFAIL, and must not")
endif()

file(STRINGS "${CASE}" expectations REGEX "^ *// expect: ")
if(NOT expectations)
    message(FATAL_ERROR "${CASE} has no line '// expect: <text of the message>'")
endif()
foreach(line IN LISTS expectations)
    string(REGEX REPLACE "^ *// expect: +" "" text "${line}")
    string(FIND "${messages}" "${text}" found)
    if(found LESS 0)
        message(FATAL_ERROR "${CASE} fails to compile, but the message does not contain: ${text}\n${messages}")
    endif()
endforeach()
