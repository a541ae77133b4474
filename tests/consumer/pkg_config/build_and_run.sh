#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Compiles main.cpp with what pkg-config says and runs it. Usage: build_and_run.sh <output directory>
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
: "${PKG_CONFIG:=pkg-config}" "${CXX:=g++}" "${CXXFLAGS:=}"
mkdir -p "$1"
# shellcheck disable=SC2046,SC2086
"$CXX" -std=c++20 $CXXFLAGS "$here/main.cpp" $("$PKG_CONFIG" --cflags --libs carnk) -o "$1/consumer"
LD_LIBRARY_PATH=$("$PKG_CONFIG" --variable=libdir carnk) "$1/consumer"
