# SPDX-License-Identifier: BSL-1.0
# Runs cmake/Install.cmake's computation for one LIBDIR and checks that ${pcfiledir}/... leads back to the prefix.

cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}/source")
file(WRITE "${WORK}/source/CMakeLists.txt" "
cmake_minimum_required(VERSION 3.25)
project(pc VERSION 1.2.3 LANGUAGES NONE)
set(CMAKE_INSTALL_LIBDIR ${LIBDIR})
set(CMAKE_INSTALL_INCLUDEDIR include)
set(CMAKE_INSTALL_DATADIR share)
include(${PROJECT}/cmake/PkgConfig.cmake)
carnk_write_pc(\"${PROJECT}/cmake/carnk.pc.in\" \"${WORK}/carnk.pc\")
")
execute_process(COMMAND "${CMAKE_COMMAND}" -S "${WORK}/source" -B "${WORK}/build"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

file(STRINGS "${WORK}/carnk.pc" prefix REGEX "^prefix=")
string(REPLACE "prefix=\${pcfiledir}" "/opt/x/${LIBDIR}/pkgconfig" prefix "${prefix}")
cmake_path(NORMAL_PATH prefix)
if(NOT prefix MATCHES "^/opt/x/?$")
    message(FATAL_ERROR "from ${LIBDIR}/pkgconfig the prefix /opt/x is taken for ${prefix}")
endif()
