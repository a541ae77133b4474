#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# The test of cmake/abi.sh, with a small library of real headers: what was recorded equals what it was recorded of, an addition passes, each
# deliberate break is noticed, and passes when the soname is raised.
#
#   tests/promises/abi.sh SOURCE_DIR WORK COMPILER
set -eu
source=$1
work=$2
compiler=$3
rm -rf "$work"
mkdir -p "$work"
faults=0

# library <name> <soname> <sed script for a copy of finding.hpp, or nothing> <source>
library() {
    mkdir -p "$work/$1"
    cp -r "$source/include" "$work/$1/include"
    finding=$work/$1/include/carnk/core/finding.hpp
    sed -i "$3" "$finding"
    if [ -n "$3" ] && cmp -s "$finding" "$source/include/carnk/core/finding.hpp"; then
        echo "$1: nothing was changed"
        exit 1
    fi
    {
        echo '#include <carnk/core/finding.hpp>'
        echo 'namespace carnk {'
        echo "$4"
        echo '}'
    } >"$work/$1/probe.cpp"
    "$compiler" -std=c++20 -g -O0 -fPIC -fvisibility=hidden '-DCARNK_API=__attribute__((visibility("default")))' -shared -Wl,-soname,"$2" -I"$work/$1/include" "$work/$1/probe.cpp" \
        -o "$work/$1/$2"
}

# compare <expected> <what> <name> <soname>
compare() {
    code=0
    said=$("$source/cmake/abi.sh" compare "$work/recorded.abi.xz" "$work/$3/$4" "$work/$3/include" 2>&1) || code=$?
    if [ "$code" != "$1" ]; then
        echo "$2: ended with $code, expected $1: $said"
        faults=$((faults + 1))
    else
        echo "$2: $(echo "$said" | head -n 1)"
    fi
}

weigh='CARNK_API int weigh(const Finding& finding) { return static_cast<int>(finding.severity); }'
library old libprobe.so.0 "" "$weigh"
"$source/cmake/abi.sh" record "$work/old/libprobe.so.0" "$work/old/include" "$work/recorded.abi.xz"
compare 0 "the same" old libprobe.so.0
library more libprobe.so.0 "" "$weigh CARNK_API int weigh_more(const Finding& finding) { return weigh(finding) + 1; }"
compare 0 "a function more" more libprobe.so.0
library gone libprobe.so.0 "" 'CARNK_API int measure(const Finding& finding) { return static_cast<int>(finding.severity); }'
compare 1 "a function gone" gone libprobe.so.0
library asks libprobe.so.0 "" 'CARNK_API long weigh(const Finding& finding, int) { return static_cast<int>(finding.severity); }'
compare 1 "a function with another parameter" asks libprobe.so.0
library wider libprobe.so.0 's/^struct Finding {$/&\n    long breaking_change{};/' "$weigh"
compare 1 "a member more in a struct" wider libprobe.so.0
library raised libprobe.so.1 's/^struct Finding {$/&\n    long breaking_change{};/' "$weigh"
compare 0 "the same with another soname" raised libprobe.so.1
[ "$faults" -eq 0 ] && echo "breaks are noticed"
