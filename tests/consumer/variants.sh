#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Builds a small program against the installed tree with each compiler, each standard, without RTTI and with the compiler's warnings, and
# runs it: tests/consumer/variants.sh WORK LIBDIR COMPILER... ; PKG_CONFIG and PKG_CONFIG_PATH as pkg-config wants them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$1
libdir=$2
shift 2
rm -rf "$work"
mkdir -p "$work"
flags=$("${PKG_CONFIG:-pkg-config}" --cflags carnk)
libs=$("${PKG_CONFIG:-pkg-config}" --libs carnk)
done=0
for compiler in "$@"; do
    name=$(basename "$compiler")
    for standard in 20 2b; do
        for more in "" -fno-rtti; do
            program=$work/$name-$standard$more
            # shellcheck disable=SC2086 # flags are several words
            "$compiler" -std=c++$standard $more -O0 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror $flags "$here/small.cpp" -o "$program" $libs
            LD_LIBRARY_PATH=$libdir "$program"
            done=$((done + 1))
        done
    done
done
echo "$done variants work"
