#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds and runs all tests with GCC; other presets, such as clang and asan (clang with sanitizers), on demand.
# CARNK_TEST_PRESETS chooses: CARNK_TEST_PRESETS="dev clang asan shared" cmake/test.sh
# Each preset is run even if one before it failed. The last lines are a ctest summary: of the first preset that failed,
# or else of the first preset of all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=cmake/setup.sh
source cmake/setup.sh

read -r -a presets <<<"${CARNK_TEST_PRESETS:-dev}"
jobs=$(carnk_jobs)
log=build/log
failed=()

carnk_heading "Packages"
carnk_install_packages "${carnk_build_packages[@]}" "${carnk_test_packages[@]}"

# build <preset>
build() {
    carnk_step "configure" "$log/$1-configure.txt" cmake --preset "$1" || return 1
    carnk_step "compile" "$log/$1-build.txt" cmake --build --preset "$1" -j "$jobs" || return 1
    if [ "$1" = dev ] || [ "$1" = shared ]; then
        carnk_step "compile each public header alone" "$log/$1-headers.txt" \
            cmake --build --preset "$1" --target all_verify_interface_header_sets -j "$jobs" || return 1
    fi
}

# summary <preset>: the end of what ctest said.
summary() {
    if ! grep -q 'tests passed' "$log/$1-ctest.txt" 2>/dev/null; then
        echo "The tests of preset $1 did not run: it does not build (see above)."
        return
    fi
    printf 'Preset %s:\n' "$1"
    sed -n '/tests passed/,$p' "$log/$1-ctest.txt"
}

for preset in "${presets[@]}"; do
    start=$SECONDS
    carnk_heading "Preset $preset"
    rm -f "$log/$preset-ctest.txt"
    if ! build "$preset" || ! ctest --preset "$preset" --output-on-failure --no-tests=error -j 2 2>&1 | tee "$log/$preset-ctest.txt"; then
        failed+=("$preset")
    fi
    echo "   Preset $preset took $((SECONDS - start)) s"
done

carnk_heading "Summary after $SECONDS s"
last=${failed[0]:-${presets[0]}}
for preset in "${presets[@]}"; do
    if [ "$preset" != "$last" ]; then
        summary "$preset"
        echo
    fi
done
summary "$last"
[ "${#failed[@]}" -eq 0 ]
