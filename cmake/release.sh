#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Makes a release of this clone in out/release-VERSION: checks version and changelog, compares the model and the shared library with the
# last release, makes the packages, tries them on a clean system, and writes their checksums. It tags and publishes nothing.
#
#   cmake/release.sh                   everything; runs the tests of the preset dev first
#   cmake/release.sh --tested          everything but those tests, which have just run on this commit
#   cmake/release.sh --check           version, changelog and model only: fast, leaves nothing behind
#   cmake/release.sh --version X.Y.Z   writes a new version wherever it stands, and a section for it in CHANGELOG.md
#
# CARNK_BUILD: a build of the preset dev, whose carnk_model describes the model (build/dev).
# CARNK_RELEASE_OPTIONS: more options for CMake, one a line, to try this script with; a release has none.
# CARNK_ROOT, CARNK_MIRROR: see tests/package/apt.sh, which is left out where it cannot run, with a word about it.
# A release before this one is needed for the comparison of the shared library: its file .abi.xz in out/, or CARNK_LAST_ABI.
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

# abi_of <version>: what programs must agree on, as carnk_abi_version in Version.cmake has it.
abi_of() {
    case $1 in
        0.*) echo "${1%.*}" ;;
        *) echo "${1%%.*}" ;;
    esac
}

# --- a new version ----------------------------------------------------------------------------------------------------

if [ "${1-}" = --version ]; then
    new=${2-}
    [[ $new =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] || fail "--version X.Y.Z, not '$new'"
    [ "$new" != "$version" ] || fail "this is version $version already"
    [ "$(printf '%s\n' "$version" "$new" | sort -V | head -n 1)" = "$version" ] || fail "$new comes before $version"
    if grep -q "^## $version - unreleased" CHANGELOG.md; then fail "$version has not been released: CHANGELOG.md has no day for it"; fi
    IFS=. read -r major minor patch <<<"$new"
    sed -i -e "s/^\(#define CARNK_VERSION_MAJOR\) .*/\1 $major/" -e "s/^\(#define CARNK_VERSION_MINOR\) .*/\1 $minor/" \
        -e "s/^\(#define CARNK_VERSION_PATCH\) .*/\1 $patch/" include/carnk/version.hpp
    sed -i "s/^\( *\"version\": \"\)[^\"]*\",$/\1$new\",/" cmake/ports/vcpkg/vcpkg.json
    old_name="v$(abi_of "$version" | tr . _)"
    new_name="v$(abi_of "$new" | tr . _)"
    if [ "$old_name" != "$new_name" ]; then
        grep -rlZ "carnk::inline $old_name" include src | xargs -0 sed -i "s/carnk::inline $old_name\b/carnk::inline $new_name/"
    fi
    # What find_package is asked for in examples and tests.
    grep -rlZ --include='*.md' --include=CMakeLists.txt --include='*.in' "find_package(carnk ${version%.*} " README.md docs tests cmake |
        xargs -0 -r sed -i "s/find_package(carnk ${version%.*} /find_package(carnk ${new%.*} /"
    sed -i "0,/^## /s/^## /## $new - unreleased\n\n## /" CHANGELOG.md
    echo "version $new (was $version); the inline namespace is $new_name"
    echo "next: what changed into CHANGELOG.md; build; CARNK_UPDATE_GOLDEN=1 carnk_promise_tests records the model"
    exit 0
fi
carnk_heading "Version $version"

# --- changelog --------------------------------------------------------------------------------------------------------

heading=$(grep -m 1 -E '^## [0-9]+\.[0-9]+\.[0-9]+' CHANGELOG.md) || fail "CHANGELOG.md has no version"
[[ $heading == "## $version - "* ]] || fail "CHANGELOG.md begins with '$heading', not with $version"
if [[ $heading == *unreleased ]]; then
    [ "${1-}" = --check ] || fail "CHANGELOG.md says that $version is unreleased: put the day there"
    echo "   not dated yet in CHANGELOG.md"
else
    [[ $heading =~ -\ [0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || fail "CHANGELOG.md: '$heading' has no day like 2026-01-31"
fi
port=$(sed -n 's/^ *"version": "\(.*\)",$/\1/p' cmake/ports/vcpkg/vcpkg.json)
[ "$port" = "$version" ] || fail "cmake/ports/vcpkg/vcpkg.json says $port"
cmake "-DSOURCE_DIR=$PWD" -P tests/checks/namespace.cmake >/dev/null || fail "the inline namespace is that of another version"

if [ "${1-}" != --check ]; then
    [ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed: the release is that of a commit"
fi

# --- model ------------------------------------------------------------------------------------------------------------

build=${CARNK_BUILD:-build/dev}
if [ $# -eq 0 ]; then
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
# What is packed tomorrow from this commit is what is packed today.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
git archive --format=tar --prefix="carnk-$version/" HEAD | gzip -9n >"$out/carnk-$version.tar.gz"
options=()
[ -z "${CARNK_RELEASE_OPTIONS-}" ] || mapfile -t options <<<"$CARNK_RELEASE_OPTIONS"
for kind in shared static; do
    shared=OFF
    [ $kind = static ] || shared=ON
    # With one folder of generated headers the commands are the same, and a compiler cache has the objects of the second build.
    cmake --preset package -B "out/build-$kind" -DBUILD_SHARED_LIBS=$shared -DCARNK_GENERATED_INCLUDE="$PWD/out/build-shared/include" \
        "${options[@]}" >/dev/null
    cmake --build "out/build-$kind" -j "$(carnk_jobs)"
done
cpack --config out/build-shared/CPackConfig.cmake -B "$out/made"
cpack --config out/build-static/CPackConfig.cmake -G TGZ -B "$out/made-static"
find "$out"/made* -maxdepth 1 -type f \( -name '*.deb' -o -name '*.tar.gz' \) -print | while read -r file; do
    name=$(basename "$file")
    case $file in */made-static/*) name=${name/carnk-/carnk-static-} ;; esac
    mv "$file" "$out/$name"
done
rm -rf "$out"/made*

if command -v lintian >/dev/null; then
    # There is no archive that the packages are for, so no bug of its tracker that they close, and the maintainer may be a stand-in. CPack
    # always writes the scripts that call ldconfig, beside the trigger that does.
    lintian --allow-root --fail-on error,warning \
        --suppress-tags initial-upload-closes-no-bugs,bogus-mail-host,bogus-mail-host-in-debian-changelog,maintscript-calls-ldconfig "$out"/*.deb
    echo "   lintian finds nothing"
else
    echo "   lintian is not installed, so the packages were not checked with it"
fi
if [ "$(id -u)" -eq 0 ] && { [ -n "${CARNK_ROOT-}" ] || command -v mmdebstrap >/dev/null; }; then
    tests/package/apt.sh "$out"/*.deb
else
    echo "   not root, or no mmdebstrap: the packages were not tried on a clean system; tests/package/apt.sh does"
fi

# --- the shared library beside that of the last release --------------------------------------------------------------------

library=out/build-shared/src/libcarnk.so
if ! command -v abidw >/dev/null; then
    fail "abidw is not installed (package abigail-tools)"
fi
cmake/abi.sh record "$library" include "$out/carnk-$version-$(uname -m).abi.xz"
last_abi=${CARNK_LAST_ABI:-$(find out -path 'out/release-*' -name 'carnk-*.abi.xz' ! -path "$out/*" | sort -V | tail -n 1)}
if [ -n "$last_abi" ]; then
    cmake/abi.sh compare "$last_abi" "$library" include "$out/carnk-$version-abi.txt" || fail "$(basename "$last_abi"): see $out/carnk-$version-abi.txt"
elif [ -n "$last" ]; then
    fail "no description of the shared library of $last: put its .abi.xz in out/release-$last, or name it in CARNK_LAST_ABI"
else
    echo "   no release before $version, so no comparison of the shared library"
fi

(cd "$out" && sha256sum ./* >SHA256SUMS)
carnk_heading "Release $version"
cat "$out/SHA256SUMS"
