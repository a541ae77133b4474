#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# From a fresh checkout to a checked catalogue: installs what is missing, builds the library and the command, and runs
# the command on the built-in catalogue. A second run takes seconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=cmake/setup.sh
source cmake/setup.sh

carnk=build/release/bin/carnk
out=build/catalog
broken=tests/data/broken_trial.json

carnk_heading "1. Packages"
carnk_install_packages "${carnk_build_packages[@]}"

carnk_heading "2. Build (the first time takes minutes)"
carnk_step "configure" build/log/quickstart-configure.txt cmake --preset release
carnk_step "compile" build/log/quickstart-build.txt \
    cmake --build --preset release --target carnk_tool -j "$(carnk_jobs)"

# run <arguments>...: shows the command line, then runs it.
run() {
    printf '   $ carnk %s\n' "$*"
    "$carnk" "$@"
}

carnk_heading "3. Check the built-in catalogue against every rule"
run validate --catalog

carnk_heading "4. What is in it"
run stats

carnk_heading "5. Write it as JSON to $out"
run export --out "$out"

carnk_heading "6. A trial with mistakes is refused"
status=0
run validate "$broken" || status=$?
if [ "$status" -ne 1 ]; then
    echo "   carnk ended with exit code $status; 1 (errors found) was expected." >&2
    exit 1
fi
echo "   Exit code 1 means that errors were found, as they should be: $broken is wrong on purpose."

carnk_heading "Done in $SECONDS s. The command is $carnk; try '$carnk --help'."
