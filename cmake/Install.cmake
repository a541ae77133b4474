# SPDX-License-Identifier: BSL-1.0
# Install rules: library, headers, command, data, and the files for find_package and pkg-config.
#
# Components, for `cmake --install BUILD --component NAME` and the packages of Packages.cmake:
#   carnk_runtime  the shared library (nothing in a static build)
#   carnk_dev      headers, the library to link, files for CMake and pkg-config
#   carnk_tool     the command with its manual page and completion
#   carnk_data     the catalogue as JSON, schemas and typings
#   carnk_docs     readme, changes, notes on security
#   carnk_license  the licence, which packages of Debian carry in another form
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/carnk")
set(pkgconfig_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

install(TARGETS carnk carnk_headers
    EXPORT carnkTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT carnk_dev
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT carnk_runtime NAMELINK_COMPONENT carnk_dev
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT carnk_runtime
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT carnk_dev)
if(TARGET carnk_tool)
    install(TARGETS carnk_tool RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT carnk_tool)
endif()

# --- find_package -----------------------------------------------------------------------------------------------------

install(EXPORT carnkTargets NAMESPACE carnk:: DESTINATION "${package_dir}" COMPONENT carnk_dev)

# A static library leaves linking Boost.JSON to its user; a shared one has done it already.
set(CARNK_BOOST_COMPONENTS "COMPONENTS json")
if(BUILD_SHARED_LIBS)
    set(CARNK_BOOST_COMPONENTS "")
endif()
configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/cmake/carnkConfig.cmake.in" "${PROJECT_BINARY_DIR}/package/carnkConfig.cmake"
    INSTALL_DESTINATION "${package_dir}"
    PATH_VARS CMAKE_INSTALL_BINDIR CMAKE_INSTALL_DATADIR CMAKE_INSTALL_DOCDIR)
# Before 1.0 a minor version may break programs.
set(compatibility SameMajorVersion)
if(PROJECT_VERSION_MAJOR EQUAL 0)
    set(compatibility SameMinorVersion)
endif()
write_basic_package_version_file("${PROJECT_BINARY_DIR}/package/carnkConfigVersion.cmake"
    COMPATIBILITY ${compatibility})
install(FILES
    "${PROJECT_BINARY_DIR}/package/carnkConfig.cmake"
    "${PROJECT_BINARY_DIR}/package/carnkConfigVersion.cmake"
    DESTINATION "${package_dir}" COMPONENT carnk_dev)

# --- pkg-config -------------------------------------------------------------------------------------------------------

include("${PROJECT_SOURCE_DIR}/cmake/PkgConfig.cmake")
carnk_write_pc("${PROJECT_SOURCE_DIR}/cmake/carnk.pc.in" "${PROJECT_BINARY_DIR}/package/carnk.pc")
install(FILES "${PROJECT_BINARY_DIR}/package/carnk.pc" DESTINATION "${pkgconfig_dir}" COMPONENT carnk_dev)

# --- licence and data -------------------------------------------------------------------------------------------------

install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT carnk_license)
install(FILES "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CHANGELOG.md" "${PROJECT_SOURCE_DIR}/SECURITY.md"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT carnk_docs)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/src/catalog/data/"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/carnk/catalog" COMPONENT carnk_data
    FILES_MATCHING PATTERN "*.json")
# Why each finding of the rules on the catalogue stands: a configuration for `carnk validate --catalog --config`.
install(FILES "${PROJECT_SOURCE_DIR}/src/catalog/builtin-warnings.json"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/carnk" COMPONENT carnk_data)

# --- schemas ----------------------------------------------------------------------------------------------------------

# The command writes them, and its manual, so they are there where it is built and runs on the machine that builds.
if(TARGET carnk_tool AND (NOT CMAKE_CROSSCOMPILING OR CMAKE_CROSSCOMPILING_EMULATOR))
    set(schema_dir "${PROJECT_BINARY_DIR}/generated/schema")
    add_custom_command(
        OUTPUT "${schema_dir}/openapi.json"
        COMMAND carnk_tool schema --all "${schema_dir}"
        DEPENDS carnk_tool
        COMMENT "Writing the schemas"
        VERBATIM)
    add_custom_target(carnk_schemas ALL DEPENDS "${schema_dir}/openapi.json")
    install(DIRECTORY "${schema_dir}/"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/carnk/schema" COMPONENT carnk_data
        FILES_MATCHING PATTERN "*.json" PATTERN "*.d.ts")

    set(fhir_dir "${PROJECT_BINARY_DIR}/generated/fhir")
    add_custom_command(
        OUTPUT "${fhir_dir}/StructureDefinition-carnk-profile-trial.json"
        COMMAND carnk_tool export fhir --definitions --out "${fhir_dir}"
        DEPENDS carnk_tool
        COMMENT "Writing the FHIR definitions"
        VERBATIM)
    add_custom_target(carnk_fhir ALL DEPENDS "${fhir_dir}/StructureDefinition-carnk-profile-trial.json")
    install(DIRECTORY "${fhir_dir}/"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/carnk/fhir" COMPONENT carnk_data
        FILES_MATCHING PATTERN "*.json")

    set(manual_dir "${PROJECT_BINARY_DIR}/generated/manual")
    file(MAKE_DIRECTORY "${manual_dir}")
    add_custom_command(
        OUTPUT "${manual_dir}/carnk.1" "${manual_dir}/carnk"
        COMMAND carnk_tool manual man > "${manual_dir}/carnk.1"
        COMMAND carnk_tool manual bash > "${manual_dir}/carnk"
        DEPENDS carnk_tool
        COMMENT "Writing the manual page and the completion"
        VERBATIM)
    add_custom_target(carnk_manual ALL DEPENDS "${manual_dir}/carnk.1" "${manual_dir}/carnk")
    install(FILES "${manual_dir}/carnk.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT carnk_tool)
    install(FILES "${manual_dir}/carnk" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
        COMPONENT carnk_tool)
endif()

include("${PROJECT_SOURCE_DIR}/cmake/Packages.cmake")
