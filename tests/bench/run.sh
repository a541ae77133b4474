#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Builds the benchmarks and prints the table: tests/bench/run.sh [options of google-benchmark].
set -eu
cd "$(dirname "$0")/../.."
cmake --preset bench >/dev/null
cmake --build build/bench --target carnk_bench
exec build/bench/tests/bench/carnk_bench --benchmark_repetitions=9 --benchmark_enable_random_interleaving=true "$@"
