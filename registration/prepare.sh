#!/bin/sh
# prepare.sh [TARGET]: the init container. Gives the server container its tools (TARGET, /tools) and the clock file its
# first line, so that the clock is right before the server's first instruction.
#
# Reads ISLANDMGR_RUN (folder of the clock and handover volumes), ISLANDMGR_CLOCK_LINE (`+0` if unset) and ISLANDMGR_ZONES
# (a folder for the zone files, when the server's image has none).
# Exit code 78: the line is none that the clock library can read.
set -eu
umask 022

here=$(dirname "$0")
# shellcheck source=common.sh
. "$here/common.sh"

source=$(dirname "$here")
target=${1:-/tools}
run=${ISLANDMGR_RUN:-/run/islandmgr}
line=${ISLANDMGR_CLOCK_LINE:-+0}

copy_tools() {
    mkdir -p "$target/registration" "$target/faketime"
    cp "$here"/*.sh "$target/registration/"
    for libc in glibc musl; do
        [ -d "$source/faketime/$libc" ] || continue
        mkdir -p "$target/faketime/$libc"
        cp -L "$source/faketime/$libc"/* "$target/faketime/$libc/"
    done
    [ ! -e "$source/faketime/clock-reach" ] || cp "$source/faketime/clock-reach" "$target/faketime/"
    chmod -R a+rX "$target/registration" "$target/faketime"
}

# A reader sees no file or the whole line, never an empty file, which would end the server.
set_clock() {
    if ! valid_clock_line "$line"; then
        say "ISLANDMGR_CLOCK_LINE is '$line'; accepted are +SECONDS, -SECONDS and a UTC second, up to 10 digits"
        exit 78
    fi
    mkdir -p "$run/clock"
    temporary=$(mktemp "$run/clock/.rc.XXXXXX")
    printf '%s\n' "$line" > "$temporary"
    chmod 0644 "$temporary"
    mv -f "$temporary" "$run/clock/rc"
}

# Whole, since a server may tell more zones than its own. The side image's, or those that were put beside the tools. The
# copies in `posix` and the ones with leap seconds in `right` are not taken along: they are twice as much again.
copy_zones() {
    [ -n "${ISLANDMGR_ZONES:-}" ] || return 0
    zones=$source/zoneinfo
    [ -d "$zones" ] || zones=/usr/share/zoneinfo
    if [ ! -d "$zones" ]; then
        say 'the side image has no zone files: install tzdata in it'
        exit 78
    fi
    for entry in "$zones"/*; do
        case ${entry##*/} in
            posix | right) ;;
            *) cp -RL "$entry" "$ISLANDMGR_ZONES/" ;;
        esac
    done
    chmod -R a+rX "$ISLANDMGR_ZONES" 2> /dev/null || :
}

# The server may run as any user; the side container, as another one, trims and removes what the server writes there,
# hence no sticky bit. An emptyDir that belongs to somebody else has that mode already.
open_handover() {
    mkdir -p "$run/handover"
    chmod 0777 "$run/handover" 2> /dev/null || [ -w "$run/handover" ]
}

copy_tools
copy_zones
set_clock
open_handover
