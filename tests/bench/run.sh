#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Builds the benchmarks and prints the table: tests/bench/run.sh [options of google-benchmark].
# tests/bench/run.sh --stream-memory 1000000 reads so many records from a stream instead, and prints the memory in use.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset bench >/dev/null
cmake --build build/bench --target carnk_bench
bench=build/bench/tests/bench/carnk_bench
if [ "${1-}" = --stream-memory ]; then exec "$bench" "$@"; fi
exec "$bench" --benchmark_repetitions=9 --benchmark_enable_random_interleaving=true "$@"
