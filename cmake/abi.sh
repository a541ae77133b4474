#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# What programs rely on in the shared library, recorded and compared, with libabigail (package abigail-tools). The library must have been
# compiled with -g.
#
#   cmake/abi.sh record LIBRARY INCLUDE OUT            writes the description of the library, compressed
#   cmake/abi.sh compare OLD LIBRARY INCLUDE [REPORT]  what differs from a description recorded before
#
# compare ends with 0 if programs that were linked with the old library run with the new one, or if its soname is another one, so that they
# are not run with it; with 1 if it breaks them; with 2 if there is no telling.
set -euo pipefail

fail() {
    echo "abi.sh: $*" >&2
    exit 2
}
command -v abidw >/dev/null || fail "abidw is not installed (package abigail-tools)"

# Types that no header of ours declares are nobody's business, nor are the folders of this machine.
describe() {
    abidw --headers-dir "$2" --drop-private-types --no-corpus-path --no-comp-dir-path --no-show-locs --type-id-style hash --out-file "$3" "$1"
    grep -q '<abi-instr' "$3" || fail "$1 has no description of its types: it was not compiled with -g"
}

soname() {
    sed -n "s/^<abi-corpus .*soname='\([^']*\)'.*/\1/p" "$1"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case "${1-}" in
    record)
        [ $# -eq 4 ] || fail "record LIBRARY INCLUDE OUT"
        describe "$2" "$3" "$work/new.abi"
        xz -9 -c "$work/new.abi" >"$4"
        ;;
    compare)
        [ $# -ge 4 ] || fail "compare OLD LIBRARY INCLUDE [REPORT]"
        xz -d -c "$2" >"$work/old.abi"
        describe "$3" "$4" "$work/new.abi"
        report=${5:-$work/report}
        # 1: a fault, 2: misuse, 4: the interface has changed, 8: in a way that breaks programs for sure. Whether a change of a type does is
        # left open by abidiff, so anything but additions breaks them here.
        code=0
        abidiff --no-added-syms "$work/old.abi" "$work/new.abi" >"$report" || code=$?
        [ $((code & 3)) -eq 0 ] || fail "abidiff ended with $code"
        if [ "$code" -eq 0 ]; then
            echo "programs of the old library run with the new one"
        elif [ "$(soname "$work/old.abi")" != "$(soname "$work/new.abi")" ]; then
            echo "programs of the old library would not run, and ask for another one: $(soname "$work/old.abi"), not $(soname "$work/new.abi")"
        else
            echo "the shared library breaks programs, and has still the soname $(soname "$work/new.abi"):"
            head -n 60 "$report"
            exit 1
        fi
        ;;
    *) fail "record LIBRARY INCLUDE OUT | compare OLD LIBRARY INCLUDE [REPORT]" ;;
esac
