#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Runs the fuzz targets under libFuzzer: long runs, by hand.
#
#   tests/fuzz/run.sh [--fast] [SECONDS] [-runs=N] [-max_len=N] [TARGET...]
#
# Each target so long (600 s) or N inputs, whichever comes first; all targets if none is named. Inputs of at most 8192 bytes, or N: small
# ones are many.
#
# Builds the preset fuzz, with address and undefined behaviour sanitizers; or with --fast the preset fuzz-fast, which has only the
# assertions of the standard library, for many more inputs. Inputs that reach new code are kept in build/fuzz/corpus/TARGET and are where
# the next run of either preset begins; before each run they are merged down to those that are needed. What breaks a promise, takes more
# than 5 s or 1 GiB stands in build/fuzz/found and ends the run with an error.
set -eu
cd "$(dirname "$0")/../.."
preset=fuzz
if [ "${1-}" = --fast ]; then
    preset=fuzz-fast
    shift
fi
seconds=600
runs=-runs=-1
length=-max_len=8192
while [ $# -gt 0 ]; do
    case $1 in
        -runs=*) runs=$1 ;;
        -max_len=*) length=$1 ;;
        '' | *[!0-9]*) break ;;
        *) seconds=$1 ;;
    esac
    shift
done
root=build/fuzz
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset"
programs=build/$preset/tests/fuzz
[ $# -gt 0 ] || set -- document stream ctgov fhir criteria config patch values
mkdir -p "$root/found"
"$programs/carnk_fuzz_smoke" --write "$root/seeds"
status=0
for target in "$@"; do
    corpus=$root/corpus/$target
    rm -rf "$corpus.new"
    mkdir -p "$corpus" "$corpus.new"
    if "$programs/carnk_fuzz_$target" -merge=1 "$corpus.new" "$corpus" "$root/seeds/$target" >"$root/found/$target-merge.log" 2>&1; then
        rm -rf "$corpus"
        mv "$corpus.new" "$corpus"
    else
        echo "== $target: the inputs could not be merged, see $root/found/$target-merge.log; all are kept"
        cp -n "$root/seeds/$target"/* "$corpus"
    fi
    echo "== $target: $(find "$corpus" -type f | wc -l) inputs, $seconds s"
    nice -n 10 "$programs/carnk_fuzz_$target" -max_total_time="$seconds" "$runs" -timeout=5 -rss_limit_mb=1024 "$length" \
        -dict="$root/seeds/words.dict" -artifact_prefix="$root/found/$target-" -print_final_stats=1 "$corpus" \
        >"$root/found/$target.log" 2>&1 || status=1
    grep -E 'stat::number_of_executed_units|ERROR|broken promise' "$root/found/$target.log" || true
done
exit $status
