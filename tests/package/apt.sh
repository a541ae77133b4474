#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# Installs packages on a clean Debian 12 with apt, as their users do, and tries them: the command, its manual page and its completion, a
# program that uses the library; then takes them out again and looks for what they left.
#
#   tests/package/apt.sh PACKAGE.deb...      it runs as root, with network and mmdebstrap; `bash cmake/setup.sh release` installs that
#
# CARNK_ROOT: a folder with a Debian 12 made before, which is copied; without it one is made (minutes).
# CARNK_MIRROR: where packages come from (http://deb.debian.org/debian).
set -euo pipefail

fail() {
    echo "apt.sh: $*" >&2
    exit 1
}

if [ "${1-}" = --inside ]; then
    version=$2
    # --- in the clean system --------------------------------------------------------------------------------------------
    export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
    # What every system writes to on its own.
    everything() {
        find / -xdev \( -path /proc -o -path /dev -o -path /sys -o -path /tmp -o -path /packages -o -path /var/log -o -path /var/cache \
            -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /run \) -prune -o -print | sort
    }
    quietly() {
        "$@" >/tmp/out 2>&1 || { tail -n 40 /tmp/out >&2; fail "'$*' ended with $?"; }
    }
    apt-get -q -y -o Acquire::Retries=3 update >/dev/null
    # What a machine has on which people read manuals and compile.
    quietly apt-get -q -y install --no-install-recommends man-db bash-completion g++ cmake make pkg-config
    dpkg-query -W -f '${Package}\n' | sort >/tmp/before.packages
    everything >/tmp/before

    echo "-- apt install"
    quietly apt-get -q -y install --no-install-recommends /packages/*.deb
    dpkg-query -W -f '${Package}\n' | sort >/tmp/with.packages
    comm -13 /tmp/before.packages /tmp/with.packages | paste -sd' ' | fold -s -w 110
    quietly dpkg --verify carnk libcarnk-dev carnk-doc

    echo "-- the command"
    carnk version
    [[ $(carnk version) == *"$version"* ]] || fail "carnk version"
    carnk validate /usr/share/carnk/catalog/targets.json | tail -n 1
    [ -x /usr/bin/carnk ] || fail "/usr/bin/carnk"

    echo "-- the manual page"
    man -w carnk
    page=$(MANPAGER=cat man carnk | col -b 2>/dev/null || MANPAGER=cat man carnk)
    [[ $page == *NAME* && $page == *validate* ]] || fail "man carnk shows: ${page:0:400}"
    whatis carnk || mandb -q && whatis carnk

    echo "-- the completion"
    completed=$(bash -c '
        source /usr/share/bash-completion/bash_completion
        _completion_loader carnk
        function=$(complete -p carnk | sed -n "s/.*-F \([^ ]*\) .*/\1/p")
        COMP_WORDS=(carnk va); COMP_CWORD=1; COMP_LINE="carnk va"; COMP_POINT=8
        "$function" carnk va carnk
        echo "${COMPREPLY[*]}"') || fail "completion"
    echo "carnk va<Tab>: $completed"
    [[ $completed == *validate* ]] || fail "completion of 'carnk va' gives '$completed'"

    echo "-- programs that use the library"
    quietly cmake -S /packages/consumer/find_package -B /tmp/consumer -DCMAKE_BUILD_TYPE=Debug \
        -DCARNK_CONSUMER_COMPONENTS=tool,data,schema,docs
    quietly cmake --build /tmp/consumer
    /tmp/consumer/consumer | tail -n 1
    [[ $(/tmp/consumer/consumer) == *"carnk $version" ]] || fail "the consumer with find_package"
    quietly sh /packages/consumer/pkg_config/build_and_run.sh /tmp/pkg_config
    grep -q "carnk $version" /tmp/out || fail "the consumer with pkg-config"
    ldd /tmp/consumer/consumer | grep -E 'carnk|boost' || echo "linked statically"

    echo "-- apt purge"
    rm -rf /tmp/consumer /tmp/pkg_config
    mapfile -t ours < <(for deb in /packages/*.deb; do dpkg-deb --field "$deb" Package; done)
    quietly apt-get -q -y purge "${ours[@]}"
    quietly apt-get -q -y autoremove --purge
    quietly mandb -q
    dpkg-query -W -f '${Package}\n' | sort | diff /tmp/before.packages - || fail "packages were left"
    everything | diff /tmp/before - | grep '^[<>]' >/tmp/left || true
    if [ -s /tmp/left ]; then
        cat /tmp/left >&2
        fail "files were left behind, or are missing"
    fi
    echo "nothing is left of: ${ours[*]}"
    exit 0
fi

# --- outside ----------------------------------------------------------------------------------------------------------

[ $# -gt 0 ] || fail "which packages?"
[ "$(id -u)" -eq 0 ] || fail "not root"
here=$(cd "$(dirname "$0")" && pwd)
version=$(dpkg-deb --field "$1" Version)
work=$(mktemp -d)
# shellcheck disable=SC2317 # called by trap
clean() {
    rm -rf --one-file-system "$work"
}
trap clean EXIT

root=$work/root
if [ -n "${CARNK_ROOT-}" ]; then
    cp -a "$CARNK_ROOT" "$root"
else
    command -v mmdebstrap >/dev/null || fail "mmdebstrap is not installed"
    echo "-- a clean Debian 12"
    mmdebstrap --quiet --mode=root --variant=apt --include=ca-certificates bookworm "$root" \
        "deb ${CARNK_MIRROR:-http://deb.debian.org/debian} bookworm main"
fi
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
mkdir -p "$root/packages"
cp "$@" "$root/packages/"
cp -r "$here/../consumer" "$root/packages/consumer"
cp "$here/apt.sh" "$root/packages/apt.sh"
# Mounts are in a namespace of their own, and go with it.
unshare --mount --propagation private sh -c "
    mount -t proc proc '$root/proc' &&
    env -i HOME=/tmp TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        chroot '$root' bash /packages/apt.sh --inside '${version%-*}'"
echo "the packages work"
