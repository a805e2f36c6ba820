#!/bin/sh
# prepare.sh [TARGET]: the init container. Gives the server container its tools (TARGET, /tools) and the clock file its
# first line, so that the clock is right before the server's first instruction.
#
# Reads ISLANDMGR_RUN (folder of the clock and handover volumes) and ISLANDMGR_CLOCK_LINE (`+0` if unset).
# Exit code 78: the line is none that libfaketime can read.
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

# The server may run as any user; the side container, as another one, trims and removes what the server writes there,
# hence no sticky bit. An emptyDir that belongs to somebody else has that mode already.
open_handover() {
    mkdir -p "$run/handover"
    chmod 0777 "$run/handover" 2> /dev/null || [ -w "$run/handover" ]
}

copy_tools
set_clock
open_handover
