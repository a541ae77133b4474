#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds with counters, runs the unit tests and reports which lines and branches of src and include they reach: a summary here, one line
# for each file in build/coverage/report.txt, the lines themselves in build/coverage/html.
# Fails below 95 % of lines or 85 % of branches. A branch that is only taken when something throws is not counted: those of failing
# allocations are taken by the tests of hardening, one after the other. What is left out by a mark in the source has its reason beside it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=cmake/setup.sh
source cmake/setup.sh

log=build/log
build=build/coverage
jobs=$(carnk_jobs)
carnk_heading "Packages"
carnk_install_packages "${carnk_build_packages[@]}" "${carnk_test_packages[@]}" gcovr
carnk_heading "Coverage"
carnk_step "configure" "$log/coverage-configure.txt" cmake --preset coverage
carnk_step "compile" "$log/coverage-build.txt" cmake --build --preset coverage -j "$jobs"
find "$build" -name '*.gcda' -delete
carnk_step "test" "$log/coverage-ctest.txt" ctest --preset coverage --no-tests=error -j "$jobs"
mkdir -p "$build/html"
status=0
carnk_step "report" "$log/coverage-gcovr.txt" gcovr --root . --object-directory "$build" --filter 'src/' --filter 'include/' \
    --exclude-throw-branches --exclude-unreachable-branches -j "$jobs" \
    --txt "$build/report.txt" --html-details "$build/html/index.html" --json-summary "$build/summary.json" \
    --print-summary --fail-under-line 95 --fail-under-branch 85 "$build" || status=$?
grep -E '^(lines|branches):' "$log/coverage-gcovr.txt" || true
exit "$status"
