# SPDX-License-Identifier: BSL-1.0
# Choices for someone who builds carnk itself; a project that contains carnk makes its own.

if(NOT PROJECT_IS_TOP_LEVEL)
    return()
endif()

get_property(carnk_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT carnk_multi_config AND NOT CMAKE_BUILD_TYPE)
    set_property(CACHE CMAKE_BUILD_TYPE PROPERTY VALUE Release)
    message(STATUS "carnk: no build type given, so Release")
endif()

if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(CARNK_CCACHE ccache)
    mark_as_advanced(CARNK_CCACHE)
    if(CARNK_CCACHE)
        # The folder of a build is no part of what its objects are: sources are named in full.
        find_program(CARNK_ENV env)
        mark_as_advanced(CARNK_ENV)
        if(CARNK_ENV)
            set(CMAKE_CXX_COMPILER_LAUNCHER "${CARNK_ENV}" CCACHE_NOHASHDIR=1 "${CARNK_CCACHE}")
        else()
            set(CMAKE_CXX_COMPILER_LAUNCHER "${CARNK_CCACHE}")
        endif()
    endif()
endif()
