#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# The test of cmake/release.sh, on a copy and without compiling: what must agree is compared, a model that breaks a promise stops the
# release, and a new version is written wherever it stands.
#
#   tests/promises/release.sh SOURCE_DIR WORK CARNK_MODEL
set -eu
source=$1
work=$2
model=$3
rm -rf "$work"
mkdir -p "$work/src" "$work/tests/golden/model" "$work/out/tests/promises"
cp -r "$source/cmake" "$source/include" "$source/README.md" "$source/CHANGELOG.md" "$work/"
cp -r "$source/tests/checks" "$source/tests/consumer" "$work/tests/"
(cd "$source/src" && find . -name '*.[ch]pp' -print0 | xargs -0 cp --parents -t "$work/src")
mkdir -p "$work/docs"
cp -r "$source/docs/pages" "$work/docs/"
ln -s "$model" "$work/out/tests/promises/carnk_model"
cd "$work"
export CARNK_BUILD=out
version=$("$model" describe | sed -n 's/.*"version":"\([0-9.]*\)".*/\1/p' | head -n 1)
"$model" describe >"tests/golden/model/$version.json"
# The copy is of a version that has been released.
sed -i "s/^## $version - .*/## $version - 2026-01-31/" CHANGELOG.md

# expect <code> <what it says> <argument>...
expect() {
    code=0
    said=$(cmake/release.sh "${@:3}" 2>&1) || code=$?
    if [ "$code" != "$1" ] || [[ $said != *"$2"* ]]; then
        echo "release.sh ${*:3}: ended with $code, expected $1 and '$2':"
        echo "$said"
        exit 1
    fi
    echo "ok: $2"
}

# line <file> <text>: it has this line.
line() {
    grep -qxF "$2" "$1" || { echo "$1 has no line '$2'"; exit 1; }
}

expect 0 "no release before $version" --check
sed -i "s/^## $version - .*/## $version - unreleased/" CHANGELOG.md
expect 0 "not dated yet" --check
expect 1 "has not been released" --version 7.0.0
sed -i "s/^## $version - .*/## $version - 31 January/" CHANGELOG.md
expect 1 "has no day" --check
sed -i "s/^## $version - .*/## $version - 2026-01-31/" CHANGELOG.md
cp cmake/ports/vcpkg/vcpkg.json port
sed -i 's/"version": ".*"/"version": "9.9.9"/' cmake/ports/vcpkg/vcpkg.json
expect 1 "vcpkg.json says 9.9.9" --check
mv port cmake/ports/vcpkg/vcpkg.json
expect 1 "not '1.2'" --version 1.2
expect 1 "already" --version "$version"
expect 1 "comes before" --version 0.0.9

expect 0 "the inline namespace is v0_77" --version 0.77.0
line CHANGELOG.md "## 0.77.0 - unreleased"
line cmake/ports/vcpkg/vcpkg.json '  "version": "0.77.0",'
line include/carnk/version.hpp "#define CARNK_VERSION_MINOR 77"
line tests/consumer/own_rules/CMakeLists.txt "find_package(carnk 0.77 REQUIRED)"
cmake "-DSOURCE_DIR=$work" -P tests/checks/namespace.cmake
grep -q "carnk::inline v0_77::detail" include/carnk/json/detail/scan.hpp
expect 1 "0.77.0.json is not the model" --check
"$model" describe >tests/golden/model/0.77.0.json
expect 0 "0 changes of the model since $version" --check

# The release before had a member that is gone now: no release, until the documents that had it are of a new version.
sed -i 's/{"name":"title","type":"text","optional":false}/{"name":"heading","type":"text","optional":true},&/' "tests/golden/model/$version.json"
expect 1 "must become version 2" --check
sed -i 's/## 0.77.0 - .*/## 0.77.0 - 2026-02-28/' CHANGELOG.md
expect 0 "the inline namespace is v1" --version 1.0.0
cmake "-DSOURCE_DIR=$work" -P tests/checks/namespace.cmake
# A header that was forgotten is noticed.
sed -i 's/carnk::inline v1/carnk::inline v0_77/' include/carnk/version.hpp
if cmake "-DSOURCE_DIR=$work" -P tests/checks/namespace.cmake >/dev/null 2>&1; then
    echo "a header of another version is not noticed"
    exit 1
fi
echo "the release script works"
