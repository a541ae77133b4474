#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Makes a release of this clone in out/release-VERSION: checks version and changelog, compares the model and the shared library with the
# last release, makes the packages, and writes their checksums. It tags and publishes nothing.
#
#   cmake/release.sh            everything; runs the tests of the preset dev first
#   cmake/release.sh --check    version, changelog and model only: fast, leaves nothing behind
#
# CARNK_BUILD: a build of the preset dev whose carnk_model is used by --check (build/dev).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=cmake/setup.sh
source cmake/setup.sh

fail() {
    echo "release: $*" >&2
    exit 1
}

number() {
    sed -n "s/^#define CARNK_VERSION_$1 \([0-9]*\)$/\1/p" include/carnk/version.hpp
}
version="$(number MAJOR).$(number MINOR).$(number PATCH)"
carnk_heading "Version $version"

# --- changelog --------------------------------------------------------------------------------------------------------

heading=$(grep -m 1 -E '^## [0-9]+\.[0-9]+\.[0-9]+' CHANGELOG.md) || fail "CHANGELOG.md has no version"
[[ $heading == "## $version - "* ]] || fail "CHANGELOG.md begins with '$heading', not with $version"
if [[ $heading == *unreleased ]]; then
    [ "${1-}" = --check ] || fail "CHANGELOG.md says that $version is unreleased: put the day there"
    echo "   not dated yet in CHANGELOG.md"
fi
port=$(sed -n 's/^ *"version": "\(.*\)",$/\1/p' cmake/ports/vcpkg/vcpkg.json)
[ "$port" = "$version" ] || fail "cmake/ports/vcpkg/vcpkg.json says $port"

# --- model ------------------------------------------------------------------------------------------------------------

build=${CARNK_BUILD:-build/dev}
if [ "${1-}" != --check ]; then
    cmake --preset dev >/dev/null
    cmake --build --preset dev -j "$(carnk_jobs)"
    ctest --preset dev -j 2
fi
model=$build/tests/promises/carnk_model
[ -x "$model" ] || fail "$model is not built"
cmp -s <("$model" describe) "tests/golden/model/$version.json" ||
    fail "tests/golden/model/$version.json is not the model of this version; CARNK_UPDATE_GOLDEN=1 carnk_promise_tests records it"
last=$(find tests/golden/model -name '*.json' -printf '%f\n' | sed 's/\.json$//' | sort -V | awk -v v="$version" '$0 == v { exit } { print }' | tail -n 1)
delta=$(mktemp)
trap 'rm -f "$delta"' EXIT
if [ -n "$last" ]; then
    "$model" delta "tests/golden/model/$last.json" >"$delta" || fail "the model breaks what $last promised"
    echo "   $(grep -c '"change"' "$delta" || true) changes of the model since $last, no promise broken"
else
    "$model" delta "tests/golden/model/$version.json" >"$delta"
    echo "   no release before $version, so no change of the model"
fi
[ "${1-}" != --check ] || exit 0

# --- packages ---------------------------------------------------------------------------------------------------------

out=out/release-$version
rm -rf "$out"
mkdir -p "$out"
cp "$delta" "$out/carnk-$version-model-delta.json"
cp "tests/golden/model/$version.json" "$out/carnk-$version-model.json"
for kind in shared static; do
    shared=OFF
    [ $kind = static ] || shared=ON
    cmake -S . -B "out/build-$kind" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -g1 -DNDEBUG" \
        -DCMAKE_INSTALL_PREFIX=/usr -DBUILD_SHARED_LIBS=$shared -DCARNK_BUILD_TESTS=OFF -DCARNK_BUILD_BENCH=OFF
    cmake --build "out/build-$kind" -j "$(carnk_jobs)"
done
cpack --config out/build-shared/CPackConfig.cmake -B "$out/made"
cpack --config out/build-static/CPackConfig.cmake -G TGZ -B "$out/made-static"
cpack --config out/build-shared/CPackSourceConfig.cmake -G TGZ -B "$out/made-source"
find "$out"/made* -maxdepth 1 -type f \( -name '*.deb' -o -name '*.tar.gz' \) -print | while read -r file; do
    name=$(basename "$file")
    case $file in */made-static/*) name=${name/carnk-/carnk-static-} ;; esac
    mv "$file" "$out/$name"
done
rm -rf "$out"/made*
if command -v lintian >/dev/null; then
    lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$out"/*.deb
else
    echo "   lintian is not installed, so the packages were not checked with it"
fi

# --- the shared library beside that of the last release --------------------------------------------------------------------

tag=$(git describe --tags --abbrev=0 --match 'v*' HEAD^ 2>/dev/null || true)
if [ -z "$tag" ]; then
    echo "   no release with a tag, so no comparison of the shared library"
elif ! command -v abidiff >/dev/null; then
    fail "abidiff is not installed (package abigail-tools)"
else
    git worktree add --force --detach out/last "$tag"
    cmake -S out/last -B out/build-last -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -g1 -DNDEBUG" \
        -DBUILD_SHARED_LIBS=ON -DCARNK_BUILD_TESTS=OFF -DCARNK_BUILD_BENCH=OFF
    cmake --build out/build-last --target carnk -j "$(carnk_jobs)"
    # 4: the interface has changed; 8: in a way that breaks programs. Another soname may break them.
    code=0
    abidiff --headers-dir1 out/last/include --headers-dir2 include out/build-last/src/libcarnk.so out/build-shared/src/libcarnk.so \
        >"$out/carnk-$version-abi.txt" || code=$?
    git worktree remove --force out/last
    if [ $((code & 3)) -ne 0 ]; then fail "abidiff ended with $code"; fi
    old=$(objdump -p out/build-last/src/libcarnk.so | awk '/SONAME/ { print $2 }')
    new=$(objdump -p out/build-shared/src/libcarnk.so | awk '/SONAME/ { print $2 }')
    if [ $((code & 8)) -ne 0 ] && [ "$old" = "$new" ]; then fail "the shared library breaks programs of $tag and has the same soname $new"; fi
fi

(cd "$out" && sha256sum ./* >SHA256SUMS)
carnk_heading "Release $version"
cat "$out/SHA256SUMS"
