#!/bin/sh
# Build libfaketime from its C sources for both C libraries.
#   build.sh SOURCE TARGET     SOURCE holds libfaketime.c; TARGET gets glibc/ and musl/
# MT is the build to use under threads (it serialises them while it looks at its state); the plain one
# is there for comparison. Must not write into SOURCE.
set -eu
source=$1
target=$2

build() { # compiler, folder, name of the library, further flags
    compiler=$1 folder=$2 name=$3
    shift 3
    mkdir -p "$target/$folder"
    # The flags are those of libfaketime's own Makefile, less -Werror.
    "$compiler" -std=gnu99 -O2 -fPIC -shared "$@" \
        -DFAKE_PTHREAD -DFAKE_STAT -DFAKE_UTIME -DFAKE_SLEEP -DFAKE_TIMERS -DFAKE_INTERNAL_CALLS \
        -DPREFIX='"/opt/islandmgr"' -DLIBDIRNAME='"/faketime"' -ffile-prefix-map="$source"=. \
        -Wl,-soname,"$name" -Wl,--version-script="$source/libfaketime.map" \
        -o "$target/$folder/$name" "$source/libfaketime.c" -lpthread -ldl -lm -lrt
}

for pair in gcc:glibc musl-gcc:musl; do
    build "${pair%:*}" "${pair#*:}" libfaketime.so.1
    build "${pair%:*}" "${pair#*:}" libfaketimeMT.so.1 -DPTHREAD_SINGLETHREADED_TIME
done
