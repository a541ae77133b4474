#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# What it costs a user to include a header, against the goal of 0.50 s for a model and 1.50 s for the umbrella header: a file
# with nothing but that header is compiled without optimisation, and two figures are taken.
#
# - User CPU seconds. Four headers of the standard library (see yardstick) are compiled before, and the goal is for a machine that takes
#   reference seconds for those; another one gets as much more or less time as it takes longer or shorter. Seconds on a shared
#   machine still differ by a fifth from run to run, so that they fail only from twice the goal on, and only if two more runs, each
#   with a yardstick of its own, say so too.
# - The memory that the compiler asks for, which is the same in each run. Its limit is what went with the goal's seconds where
#   both were measured with nothing else running: 92 MB for 0.50 s and 290 MB for 1.50 s with g++ 12. Anything above fails.
#
# It also looks for Boost.JSON's DOM, which no header may bring along unless it is a header for that DOM.
#
# Usage: include_cost.sh <g++> <include directory>...     The first directory is ours.
set -euo pipefail
export LC_ALL=C CCACHE_DISABLE=1

model_limit=(0.50 92)
umbrella_limit=(1.50 290)
reference=0.30
yardstick=(string vector optional variant)
dom_header="boost/json/value.hpp"

compiler=$1
shift
ours=$(cd "$1" && pwd)
flags=(-std=c++20 -O0)
for dir in "$@"; do flags+=("-I$(cd "$dir" && pwd)"); done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
yard=""  # what the yardstick took last

# compile <file> [flag...]: messages and reports go to a file.
compile() {
    "$compiler" "${flags[@]}" "${@:2}" -c "$1" -o "$scratch/one.o" >"$scratch/messages" 2>&1
}

# seconds <file>: user CPU seconds that the compiler took; fails as the compiler does.
seconds() {
    local TIMEFORMAT=%U
    { time compile "$1" -ftime-report || return 1; } 2>"$scratch/time"
    cat "$scratch/time"
}

# megabytes: memory that the compiler asked for in the last run, or nothing if it does not say.
megabytes() {
    awk '/^ *TOTAL/ && $NF ~ /^[0-9]+[kM]$/ { m = $NF; if (m ~ /k/) m /= 1024; printf "%d", m }' "$scratch/messages"
}

# over <a> <b>: is a above b?
over() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > b) }'; }
times() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a * b }'; }
least() { awk -v a="$1" -v b="$2" 'BEGIN { print (b < a) ? b : a }'; }

# measure <header> <seconds> <megabytes>
measure() {
    local header=$1 goal=$2 memory_limit=$3 file=$scratch/one.cpp verdict=ok memory="" taken best=999 limit=0
    echo "#include <$header>" >"$file"
    for run in 1 2 3; do
        if [ "$run" -gt 1 ] || [ -z "$yard" ]; then yard=$(seconds "$scratch/yardstick.cpp"); fi
        if ! taken=$(seconds "$file"); then
            printf '%-40s does not compile\n' "$header"
            sed 's/^/    /' "$scratch/messages" >&2
            failed=1
            return
        fi
        memory=$(megabytes)
        best=$(least "$best" "$taken")
        limit=$(times "$goal" "$(awk -v y="$yard" -v r="$reference" 'BEGIN { print y / r }')")
        over "$best" "$(times "$limit" 2)" || break
    done
    if [ -n "$memory" ] && over "$memory" "$memory_limit"; then
        verdict="TOO MUCH"
        failed=1
    elif over "$best" "$(times "$limit" 2)"; then
        verdict="TOO SLOW"
        failed=1
    elif over "$best" "$limit"; then
        verdict="ok, this time slower than the goal"
    fi
    printf '%-40s %5.2f s of %.2f s, %3s MB of %3s MB  %s\n' "$header" "$best" "$limit" "${memory:-?}" "$memory_limit" "$verdict"
}

# brings_dom <header>...: does any of them include the DOM?
brings_dom() {
    printf '#include <%s>\n' "$@" >"$scratch/one.cpp"
    "$compiler" "${flags[@]}" -M "$scratch/one.cpp" >"$scratch/dependencies"
    grep -q "$dom_header" "$scratch/dependencies"
}

cd "$ours"
printf '#include <%s>\n' "${yardstick[@]}" >"$scratch/yardstick.cpp"

# The catalogue brings along every model, as the umbrella does.
while IFS= read -r header; do
    case "$header" in
        carnk/model/catalog*) measure "$header" "${umbrella_limit[@]}" ;;
        *) measure "$header" "${model_limit[@]}" ;;
    esac
done < <(find carnk/model -name '*.hpp' | sort)
measure carnk/carnk.hpp "${umbrella_limit[@]}"

# A header that names Boost.JSON itself is one for users of the DOM; no other one may lead to it.
mapfile -t plain < <(grep -rL --include='*.hpp' '#include <boost/json' carnk | sort)
if [ "${#plain[@]}" -gt 0 ] && brings_dom "${plain[@]}"; then
    failed=1
    for header in "${plain[@]}"; do
        if brings_dom "$header"; then echo "$header brings along $dom_header"; fi
    done
fi
exit $failed
