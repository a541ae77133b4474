#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# What it costs a user to include a header: user CPU seconds to compile a file with nothing but that header, without
# optimisation, the least of up to six runs (a busy machine makes single runs too long, never too short).
# It also looks for Boost.JSON's DOM, which no header may bring along unless it is a header for that DOM.
#
# The limits are for a machine that compiles four headers of the standard library (see yardstick) in reference seconds. A
# slower or busier machine gets as much more time as it takes longer for those.
#
# Single figures differ by a fifth from run to run on a shared machine, so that only what is more than that over the goal fails.
#
# Usage: include_cost.sh <g++> <include directory>...     The first directory is ours.
set -euo pipefail
export LC_ALL=C CCACHE_DISABLE=1

model_limit=0.50
umbrella_limit=1.50
reference=0.30
yardstick=(string vector optional variant)
dom_header="boost/json/value.hpp"

compiler=$1
shift
ours=$1
flags=(-std=c++20 -O0)
for dir in "$@"; do flags+=("-I$dir"); done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# Prints the user CPU seconds that the compiler took, or fails with its messages.
compile_once() {
    local TIMEFORMAT=%U
    { time "$compiler" "${flags[@]}" -c "$scratch/one.cpp" -o "$scratch/one.o" 2>"$scratch/messages"; } 2>"$scratch/time" \
        || { cat "$scratch/messages" >&2; return 1; }
    cat "$scratch/time"
}

# least: prints the least seconds of six runs.
least() {
    for _ in 1 2 3 4 5 6; do compile_once; done | sort -n | head -n 1
}

# measure <header> <limit>
measure() {
    local header=$1 limit=$2 best=999 seconds verdict=ok
    echo "#include <$header>" >"$scratch/one.cpp"
    for _ in 1 2 3 4 5 6; do
        if ! seconds=$(compile_once); then
            printf '%-48s does not compile\n' "$header"
            failed=1
            return
        fi
        best=$(awk -v a="$best" -v b="$seconds" 'BEGIN { print (b < a) ? b : a }')
        if awk -v b="$best" -v l="$limit" 'BEGIN { exit !(b <= l) }'; then break; fi
    done
    if awk -v b="$best" -v l="$limit" 'BEGIN { exit !(b > 1.2 * l) }'; then
        verdict="TOO SLOW"
        failed=1
    elif awk -v b="$best" -v l="$limit" 'BEGIN { exit !(b > l) }'; then
        verdict="over the goal"
    fi
    printf '%-48s %6.2f s of %.2f s  %s\n' "$header" "$best" "$limit" "$verdict"
}

# brings_dom <header>...: does any of them include the DOM?
brings_dom() {
    printf '#include <%s>\n' "$@" >"$scratch/one.cpp"
    "$compiler" "${flags[@]}" -M "$scratch/one.cpp" >"$scratch/dependencies"
    grep -q "$dom_header" "$scratch/dependencies"
}

cd "$ours"
printf '#include <%s>\n' "${yardstick[@]}" >"$scratch/one.cpp"
yardstick_seconds=$(least)
scale=$(awk -v y="$yardstick_seconds" -v r="$reference" 'BEGIN { print (y > r) ? y / r : 1 }')
model_limit=$(awk -v l="$model_limit" -v s="$scale" 'BEGIN { print l * s }')
umbrella_limit=$(awk -v l="$umbrella_limit" -v s="$scale" 'BEGIN { print l * s }')
printf '%-48s %6.2f s (reference %.2f s, so limits are multiplied by %.2f)\n' \
    "the standard library's headers alone" "$yardstick_seconds" "$reference" "$scale"

# The catalogue brings along every model, as the umbrella does.
while IFS= read -r header; do
    case "$header" in
        carnk/model/catalog*) measure "$header" "$umbrella_limit" ;;
        *) measure "$header" "$model_limit" ;;
    esac
done < <(find carnk/model -name '*.hpp' 2>/dev/null | sort)
if [ -f carnk/carnk.hpp ]; then measure carnk/carnk.hpp "$umbrella_limit"; fi

# A header that names Boost.JSON itself is one for users of the DOM; no other one may lead to it.
mapfile -t plain < <(grep -rL --include='*.hpp' '#include <boost/json' carnk | sort)
if [ "${#plain[@]}" -gt 0 ] && brings_dom "${plain[@]}"; then
    failed=1
    for header in "${plain[@]}"; do
        if brings_dom "$header"; then echo "$header brings along $dom_header"; fi
    done
fi
exit $failed
