# shellcheck shell=sh
# start.sh's part that finds a clock library which works in this image. The proof is `date` showing the time it was told:
# a library for another libc, another processor or a newer glibc either stops every program or is passed over in
# silence, and both must be known before the server gets it.

probe_time=946684800 # 2000-01-01T00:00:00Z

# Sets $preload to the library's path, or to nothing when the server has to run on real time; the files `preload` and
# `clock-problem` say so to others. The latter holds a code and its values, `CODE<tab>NAME=VALUE...`: the manager has the
# words for it, in its readers' languages.
choose_library() {
    preload='' tried='' problem='' words=''
    likely_libc
    for candidate in "${ISLANDMGR_FAKETIME_LIB:-}" \
        "$tools/faketime/$likely_libc/libfaketime.so.1" "$tools"/faketime/*/libfaketime.so.1; do
        [ -r "$candidate" ] || continue
        case "$tried:" in *":$candidate:"*) continue ;; esac
        tried="$tried:$candidate"
        if library_works "$candidate"; then
            preload=$candidate
            break
        fi
    done
    [ -n "$preload" ] || reach_suffices || explain_real_time
    printf '%s\n' "$preload" > "$handover/preload"
    # Each process writes there what it sees; the server may change its user before it does.
    rm -f "$handover/clock-seen"
    : > "$handover/clock-seen"
}

# glibc unless only musl's loader is there: Debian may carry musl beside its own, Alpine a glibc look-alike.
likely_libc() {
    likely_libc=musl
    [ ! -e /etc/alpine-release ] || return 0
    for loader in /lib/ld-linux* /lib64/ld-linux* /lib/*-linux-gnu*/ld-linux*; do
        [ ! -e "$loader" ] || likely_libc=glibc
    done
}

# The full path matters: a busybox built to run its own applets would call a function instead of starting a program.
library_works() {
    for date in /bin/date /usr/bin/date; do
        [ -x "$date" ] && break
    done
    shown=$(FAKETIME=$probe_time FAKETIME_FMT=%s LD_PRELOAD=$1${LD_PRELOAD:+:$LD_PRELOAD} "$date" +%s 2>&1)
    [ "$shown" != "$probe_time" ] || return 0
    [ -z "$problem" ] || return 1
    case $shown in
        '' | *[!0-9]*)
            shown=$(printf '%.300s' "$shown" | LC_ALL=C tr '\n\t' '  ')
            problem="library_fails${tab}library=$1${tab}said=$shown"
            words="$1 does not work in this image: $shown"
            ;;
        *)
            problem="library_ignored${tab}library=$1${tab}program=$date"
            words="$1 does not work in this image: $date does not follow it"
            ;;
    esac
    return 1
}

explain_real_time() {
    if [ -z "$problem" ]; then
        folder=${ISLANDMGR_FAKETIME_LIB:-$tools/faketime}
        problem="no_library${tab}folder=$folder"
        words="no libfaketime in $folder"
    fi
    printf '%s\n' "$problem" > "$handover/clock-problem"
    say "the clock cannot be applied, the server runs on real time: $words"
}
