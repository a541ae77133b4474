# SPDX-License-Identifier: BSL-1.0
# shellcheck shell=bash
# What quickstart.sh and test.sh have in common; they source it. It also runs alone: `bash cmake/setup.sh` installs what
# the library and the command need to build, `bash cmake/setup.sh test` what the tests need too, `bash cmake/setup.sh release` what
# a release needs besides, `bash cmake/setup.sh docs` what the documentation site needs and its test in a browser.

carnk_build_packages=(g++ cmake ninja-build ccache libboost1.81-dev libboost-json1.81-dev libcli11-dev
    libsqlite3-dev)
carnk_test_packages=(git pkg-config libgtest-dev libgmock-dev libbenchmark-dev nlohmann-json3-dev rapidjson-dev
    libsimdjson-dev clang libclang-rt-14-dev clang-format doxygen)
carnk_release_packages=(lintian abigail-tools dpkg-dev mmdebstrap)
carnk_docs_packages=(doxygen doxygen-awesome-css nodejs npm chromium fonts-liberation)

# Prints a heading.
carnk_heading() {
    printf '\n== %s\n' "$*"
}

# carnk_step <title> <log file> <command>...: runs the command with its output in the log file. Says how long it took;
# shows the log only when the command fails.
carnk_step() {
    local title=$1 log=$2 start=$SECONDS
    shift 2
    mkdir -p "$(dirname "$log")"
    printf '   %s ... ' "$title"
    if "$@" >"$log" 2>&1; then
        printf 'done (%d s)\n' $((SECONDS - start))
    else
        printf 'FAILED (%d s); the end of %s:\n\n' $((SECONDS - start)) "$log"
        # A compiler's first error says most, and the end may be far below it.
        grep -n -m 5 -A 6 -E '(error|Error):' "$log" || true
        echo "..."
        tail -n 40 "$log"
        return 1
    fi
}

# carnk_jobs: how many compilers to run at once, by processors and memory (about 1.5 GB for each).
carnk_jobs() {
    local processors memory
    processors=$(nproc 2>/dev/null || echo 2)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null || echo "$processors")
    if [ "${memory:-0}" -lt 1 ]; then memory=1; fi
    echo $((processors < memory ? processors : memory))
}

# carnk_install_packages <package>...: installs those that are missing, with apt-get. Says what it does.
carnk_install_packages() {
    local package missing=() as_root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "   This is no Debian-like system, so nothing is installed. Needed (Debian's names): $*"
        return 0
    fi
    for package in "$@"; do
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
            missing+=("$package")
        fi
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        echo "   All needed packages are installed."
        return 0
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "   Not root and no sudo, so nothing is installed. Missing: ${missing[*]}"
            return 0
        fi
        as_root=(sudo)
    fi
    echo "   Installing with apt-get: ${missing[*]}"
    carnk_step "apt-get update" build/log/apt.txt "${as_root[@]}" apt-get update -q || true
    carnk_step "apt-get install" build/log/apt.txt \
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -euo pipefail
    cd "$(dirname "$0")/.."
    if [ "${1:-}" = test ]; then
        carnk_install_packages "${carnk_build_packages[@]}" "${carnk_test_packages[@]}"
    elif [ "${1:-}" = release ]; then
        carnk_install_packages "${carnk_build_packages[@]}" "${carnk_test_packages[@]}" "${carnk_release_packages[@]}"
    elif [ "${1:-}" = docs ]; then
        carnk_install_packages "${carnk_build_packages[@]}" "${carnk_docs_packages[@]}"
    else
        carnk_install_packages "${carnk_build_packages[@]}"
    fi
fi
