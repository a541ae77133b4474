# SPDX-License-Identifier: BSL-1.0

# carnk_write_pc(<template> <output>): writes the pkg-config file for the install directories that are set.
#
# The way from the .pc file up to the prefix depends on how deep libdir is (lib, lib64, lib/x86_64-linux-gnu), so it is
# computed. A directory may also be absolute; then the .pc file says just that.
function(carnk_write_pc template output)
    if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
        set(CARNK_PC_PREFIX "${CMAKE_INSTALL_PREFIX}")
    else()
        file(RELATIVE_PATH up_to_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
        string(REGEX REPLACE "/$" "" up_to_prefix "${up_to_prefix}")
        set(CARNK_PC_PREFIX "\${pcfiledir}/${up_to_prefix}")
    endif()
    foreach(dir IN ITEMS LIBDIR INCLUDEDIR DATADIR)
        if(IS_ABSOLUTE "${CMAKE_INSTALL_${dir}}")
            set(CARNK_PC_${dir} "${CMAKE_INSTALL_${dir}}")
        else()
            set(CARNK_PC_${dir} "\${prefix}/${CMAKE_INSTALL_${dir}}")
        endif()
    endforeach()

    # Boost has no .pc files of its own, so its libraries are named here. A static library leaves them to its user.
    set(boost "-lboost_json -lboost_container")
    if(BUILD_SHARED_LIBS)
        set(CARNK_PC_CFLAGS "")
        set(CARNK_PC_LIBS "")
        set(CARNK_PC_LIBS_PRIVATE "${boost}")
    else()
        set(CARNK_PC_CFLAGS " -DCARNK_STATIC_DEFINE")
        set(CARNK_PC_LIBS " ${boost}")
        set(CARNK_PC_LIBS_PRIVATE "")
    endif()
    configure_file("${template}" "${output}" @ONLY)
endfunction()
