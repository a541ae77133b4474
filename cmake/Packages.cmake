# SPDX-License-Identifier: BSL-1.0
# Packages: `cpack --config BUILD/CPackConfig.cmake` makes those for Debian and a tarball.
#
#   libcarnk0.1    the shared library; its number is that of the soname. Only of a shared build.
#   libcarnk-dev   headers and the library to link, static or shared as it was built
#   carnk          the command, its manual page and completion, the catalogue and the schemas as files
#   carnk-doc      licence, changes, notes on security
if(NOT PROJECT_IS_TOP_LEVEL)
    return()
endif()

set(CPACK_PACKAGE_NAME carnk)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_VENDOR "carnk")
set(CPACK_PACKAGE_CONTACT "carnk maintainers <carnk@example.org>" CACHE STRING "Maintainer of the packages, with address")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "typed domain models for CAR-NK cell therapy")
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR "TGZ")
set(CPACK_THREADS 2)
set(CPACK_PACKAGE_FILE_NAME "carnk-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_SOURCE_GENERATOR "TGZ")
set(CPACK_SOURCE_PACKAGE_FILE_NAME "carnk-${PROJECT_VERSION}")
set(CPACK_SOURCE_IGNORE_FILES "/build/;/out/;/\\\\.git/;/\\\\.cache/;/node_modules/")

set(CPACK_COMPONENTS_ALL carnk_dev carnk_data carnk_docs)
if(TARGET carnk_tool)
    list(APPEND CPACK_COMPONENTS_ALL carnk_tool)
endif()
if(BUILD_SHARED_LIBS)
    list(APPEND CPACK_COMPONENTS_ALL carnk_runtime)
endif()

# --- Debian -----------------------------------------------------------------------------------------------------------

find_program(CARNK_DPKG_DEB dpkg-deb)
mark_as_advanced(CARNK_DPKG_DEB)
if(CARNK_DPKG_DEB AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    list(APPEND CPACK_GENERATOR "DEB")
endif()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_PACKAGING_INSTALL_PREFIX "/usr")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

string(TIMESTAMP CARNK_COPYRIGHT_YEAR "%Y" UTC)
string(TIMESTAMP CARNK_CHANGELOG_DATE "%a, %d %b %Y 00:00:00 +0000" UTC)

# carnk_deb(<group> <package> <section> <components> <depends> <summary> <description>)
function(carnk_deb group package section components depends summary description)
    string(TOUPPER "${group}" upper)
    foreach(component IN LISTS components)
        string(TOUPPER "${component}" part)
        set(CPACK_COMPONENT_${part}_GROUP "${group}" PARENT_SCOPE)
    endforeach()
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME "${package}" PARENT_SCOPE)
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION "${section}" PARENT_SCOPE)
    set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "${depends}" PARENT_SCOPE)
    set(CPACK_COMPONENT_${upper}_DESCRIPTION "${summary}\n${description}" PARENT_SCOPE)
    set(CPACK_DEBIAN_${upper}_DESCRIPTION "${summary}\n${description}" PARENT_SCOPE)
    set(CPACK_DEBIAN_${upper}_FILE_NAME DEB-DEFAULT PARENT_SCOPE)
    # What every package of Debian carries: the licence and the changes. No other installation has them.
    set(dir "${PROJECT_BINARY_DIR}/package/deb/${package}")
    file(MAKE_DIRECTORY "${dir}")
    file(READ "${PROJECT_SOURCE_DIR}/LICENSE" licence)
    string(STRIP "${licence}" licence)
    string(REPLACE "\n" "\n " licence "${licence}")
    string(REPLACE "\n \n" "\n .\n" licence "${licence}")
    file(CONFIGURE OUTPUT "${dir}/copyright" CONTENT
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: carnk

Files: *
Copyright: ${CARNK_COPYRIGHT_YEAR} the carnk authors
License: BSL-1.0
 ${licence}
" @ONLY)
    file(CONFIGURE OUTPUT "${dir}/changelog.Debian" CONTENT
"carnk (${PROJECT_VERSION}-1) unstable; urgency=medium

  * Version ${PROJECT_VERSION}; see the changes in the package carnk-doc.

 -- ${CPACK_PACKAGE_CONTACT}  ${CARNK_CHANGELOG_DATE}
" @ONLY)
    find_program(CARNK_GZIP gzip REQUIRED)
    execute_process(COMMAND "${CARNK_GZIP}" -9nkf "${dir}/changelog.Debian" COMMAND_ERROR_IS_FATAL ANY)
    list(GET components 0 first)
    install(FILES "${dir}/copyright" "${dir}/changelog.Debian.gz" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${package}"
        COMPONENT ${first} EXCLUDE_FROM_ALL)
endfunction()

set(about "carnk turns what is known of CAR-NK cell therapy into C++ types:
 constructs, target antigens, trials, published results, safety, centers,
 costs, eligibility, access and referral, with JSON in and out, rules that
 explain themselves, and a built-in catalogue that cites its sources.")
string(REPLACE "\n " "\n" about "${about}")
set(library "libcarnk${CARNK_ABI_VERSION}")
set(same_version "(= ${PROJECT_VERSION}-1)")
set(dev_depends "libboost1.81-dev | libboost-dev (>= 1.81)")
set(command_depends "")
if(BUILD_SHARED_LIBS)
    # The command needs the library of the same build, which no package that is installed here has.
    set(command_depends "${library} ${same_version}")
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/src")
    # The loader's list of libraries is renewed by a trigger, as Debian asks, not by scripts.
    file(WRITE "${PROJECT_BINARY_DIR}/package/deb/triggers" "activate-noawait ldconfig\n")
    set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/package/deb/triggers")
    carnk_deb(library ${library} libs carnk_runtime ""
        "typed domain models for CAR-NK cell therapy - library" "${about}")
    set(dev_depends "${library} ${same_version}, ${dev_depends}")
else()
    set(dev_depends "${dev_depends}, libboost-json1.81-dev | libboost-json-dev (>= 1.81)")
endif()
carnk_deb(headers libcarnk-dev libdevel carnk_dev "${dev_depends}"
    "typed domain models for CAR-NK cell therapy - development files" "${about}")
if(TARGET carnk_tool)
    carnk_deb(command carnk science "carnk_tool;carnk_data" "${command_depends}"
        "typed domain models for CAR-NK cell therapy - command" "${about}")
    set(CPACK_DEBIAN_HEADERS_PACKAGE_SUGGESTS "carnk, carnk-doc")
else()
    carnk_deb(command carnk-data science carnk_data ""
        "typed domain models for CAR-NK cell therapy - catalogue" "${about}")
endif()
carnk_deb(docs carnk-doc doc carnk_docs ""
    "typed domain models for CAR-NK cell therapy - documentation" "${about}")
set(CPACK_DEBIAN_DOCS_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DOCS_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_HEADERS_PACKAGE_SHLIBDEPS OFF)

# In /usr the loader finds the library without being told where, and manual pages are compressed.
if(TARGET carnk_tool)
    install(CODE "
        if(CMAKE_INSTALL_PREFIX MATCHES \"(^|/)usr$\")
            set(root \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
            if(EXISTS \"\${root}/${CMAKE_INSTALL_BINDIR}/carnk\")
                file(RPATH_REMOVE FILE \"\${root}/${CMAKE_INSTALL_BINDIR}/carnk\")
            endif()
            find_program(CARNK_GZIP gzip)
            if(CARNK_GZIP AND EXISTS \"\${root}/${CMAKE_INSTALL_MANDIR}/man1/carnk.1\")
                execute_process(COMMAND \"\${CARNK_GZIP}\" -9nf \"\${root}/${CMAKE_INSTALL_MANDIR}/man1/carnk.1\"
                    COMMAND_ERROR_IS_FATAL ANY)
            endif()
        endif()" COMPONENT carnk_tool)
endif()

install(CODE "
    if(CMAKE_INSTALL_PREFIX MATCHES \"(^|/)usr$\" AND NOT \"${CMAKE_STRIP}\" STREQUAL \"\")
        set(archive \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}/libcarnk.a\")
        if(EXISTS \"\${archive}\")
            execute_process(COMMAND \"${CMAKE_STRIP}\" --strip-debug --remove-section=.comment --remove-section=.note \"\${archive}\"
                COMMAND_ERROR_IS_FATAL ANY)
        endif()
    endif()" COMPONENT carnk_dev)

include(CPack)
