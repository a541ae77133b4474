# SPDX-License-Identifier: BSL-1.0
# Makes the packages of a build, and tries them; see CMakeLists.txt.
cmake_minimum_required(VERSION 3.25)

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out)
    if(NOT code EQUAL 0)
        list(JOIN ARGN " " line)
        message(FATAL_ERROR "${line}\nended with ${code}:\n${out}")
    endif()
    set(out "${out}" PARENT_SCOPE)
endfunction()

function(expect root)
    foreach(file IN LISTS ARGN)
        if(NOT EXISTS "${root}/${file}")
            file(GLOB_RECURSE all RELATIVE "${root}" "${root}/*")
            message(FATAL_ERROR "${file} is not in ${root}:\n${all}")
        endif()
    endforeach()
endfunction()

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
run("${CPACK}" --config "${BUILD_DIR}/CPackConfig.cmake" -G DEB -B "${WORK}/made")
file(GLOB debs "${WORK}/made/*.deb")
set(names "")
foreach(deb IN LISTS debs)
    run(dpkg-deb --field "${deb}" Package)
    string(STRIP "${out}" name)
    list(APPEND names "${name}")
endforeach()
list(SORT names)
set(expected carnk carnk-doc libcarnk-dev)
if(SHARED)
    list(APPEND expected "libcarnk${SOVERSION}")
endif()
list(SORT expected)
if(NOT names STREQUAL expected)
    message(FATAL_ERROR "packages: ${names}; expected ${expected}")
endif()

# --- lintian ----------------------------------------------------------------------------------------------------------

if(LINTIAN)
    # There is no archive that the packages are for, so no bug of its tracker that they close, and the maintainer is a stand-in.
    execute_process(COMMAND "${LINTIAN}" --allow-root --fail-on error,warning --no-tag-display-limit
            --suppress-tags initial-upload-closes-no-bugs,bogus-mail-host,bogus-mail-host-in-debian-changelog,maintscript-calls-ldconfig ${debs}
        RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out)
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "lintian:\n${out}")
    endif()
    message(STATUS "lintian finds nothing")
else()
    message(STATUS "lintian is not installed, so the packages were not checked with it")
endif()

# --- a root with nothing else -----------------------------------------------------------------------------------------

set(root "${WORK}/tree")
file(MAKE_DIRECTORY "${root}/var/lib/dpkg/info" "${root}/var/lib/dpkg/updates")
file(TOUCH "${root}/var/lib/dpkg/status" "${root}/var/lib/dpkg/available")
# What they depend on is on this machine and not in that root.
set(dpkg dpkg "--root=${root}" --force-depends --force-not-root --force-bad-path --no-triggers)
run(${dpkg} --install ${debs})
set(usr "${root}/usr")
expect("${root}" usr/bin/carnk usr/include/carnk/carnk.hpp "usr/${LIBDIR}/cmake/carnk/carnkConfig.cmake" "usr/${LIBDIR}/pkgconfig/carnk.pc"
    usr/share/carnk/catalog/trials.json usr/share/carnk/schema/openapi.json usr/share/man/man1/carnk.1.gz
    usr/share/bash-completion/completions/carnk usr/share/doc/carnk/copyright usr/share/doc/libcarnk-dev/changelog.Debian.gz)

# The command, from the package alone.
set(ENV{LD_LIBRARY_PATH} "${usr}/${LIBDIR}")
run("${usr}/bin/carnk" version)
if(NOT out MATCHES "${VERSION}")
    message(FATAL_ERROR "carnk version says: ${out}")
endif()
run("${usr}/bin/carnk" validate "${usr}/share/carnk/catalog/targets.json")
run(gzip -t "${usr}/share/man/man1/carnk.1.gz")
run(bash -c "source '${usr}/share/bash-completion/completions/carnk' && complete -p carnk")

# A program that uses the library, from the package alone.
set(launcher "")
if(LAUNCHER)
    set(launcher "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}")
endif()
run("${CMAKE_COMMAND}" -S "${CONSUMER}" -B "${WORK}/consumer" -G "${GENERATOR}" "-DCMAKE_PREFIX_PATH=${usr}" -DCMAKE_BUILD_TYPE=Debug
    "-DCMAKE_CXX_COMPILER=${COMPILER}" ${launcher} "-DCARNK_CONSUMER_COMPONENTS=tool,data,schema,docs")
run("${CMAKE_COMMAND}" --build "${WORK}/consumer")
run("${WORK}/consumer/consumer")
if(NOT out MATCHES "carnk ${VERSION}\n")
    message(FATAL_ERROR "the consumer says: ${out}")
endif()

# Taken out, nothing is left.
run(${dpkg} --purge ${names})
file(GLOB_RECURSE left RELATIVE "${root}" "${root}/usr/*" "${root}/etc/*")
if(left)
    message(FATAL_ERROR "left behind: ${left}")
endif()
message(STATUS "packages: ${names}")
