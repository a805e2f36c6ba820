#!/bin/sh
# Builds what gives the clock to programs that do not ask libc for it.
#   build.sh DEST COMPILER...     COMPILER makes programs for the machine and the libc that it stands for
# DEST gets `clock-reach`, for static programs, and `foreign_clock.o`, which goes into the library for dynamic ones beside
# own_vdso.c and vdso_image.c.
set -eu
destination=$1
shift
here=$(cd "$(dirname "$0")" && pwd)

compile() {
    # shellcheck disable=SC2086 # several words
    "$@" -std=gnu11 -O2 -Wall -Wextra -Werror -D_GNU_SOURCE -ffile-prefix-map="$here"=. $flags
}

# What this is made of has to stand by itself wherever it is copied to.
flags="-c -g0 -fPIC -fno-stack-protector -mgeneral-regs-only -fomit-frame-pointer -fno-jump-tables"
compile "$@" "$here/foreign_clock.c" -o "$destination/foreign_clock.o"
flags="-shared -nostdlib -Wl,-T,$here/alone.ld"
compile "$@" "$destination/foreign_clock.o" -o "$destination/alone"
rm "$destination/alone"

flags="-static -s"
set -- "$@" -o "$destination/clock-reach"
for source in main handing watch tracee vdso_image; do set -- "$@" "$here/$source.c"; done
compile "$@" "$destination/foreign_clock.o"
