#!/bin/sh
# start.sh COMMAND [ARGUMENT]...: the server container's command. Waits for the clock file, chooses the library that
# applies it, announces the island to the manager, then runs COMMAND as its child: signals go down to it, TERM to all its
# processes, its output and exit code come up unchanged, and a copy of the output, the pid and the exit are left for the
# side container.
#
# Ends with COMMAND's exit code (128 + n after signal n), or 77 when the manager refuses the island for good, or 78
# when the Pod is not set up right; stderr says why. The environment and the files are described in docs/in-pod.md.
set -u

case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
# shellcheck source=common.sh
. "$here/common.sh"
# shellcheck source=library.sh
. "$here/library.sh"
# shellcheck source=reach.sh
. "$here/reach.sh"
# shellcheck source=announce.sh
. "$here/announce.sh"
# shellcheck source=leftovers.sh
. "$here/leftovers.sh"
# shellcheck source=family.sh
. "$here/family.sh"

run=${ISLANDMGR_RUN:-/run/islandmgr}
clock=$run/clock/rc
handover=$run/handover
tools=${ISLANDMGR_TOOLS:-/opt/islandmgr}
answer=$handover/.answer
end_of_report="end of report $$"
mark="ISLANDMGR_SERVER=${ISLANDMGR_ISLAND:-}.${ISLANDMGR_INCARNATION:-}.$$"

main() {
    catch_signals
    check_environment "$@"
    open_handover
    wait_for_clock
    choose_reach
    choose_library
    look_for_code
    announce
    copy_output
    serve "$@"
    [ "$code" -ne 0 ] || look_for_leftovers
    conclude
}

conclude() {
    finish_copies
    sweep_up
    end "$code"
}

# As pid 1 a signal without a handler is not even delivered, so each that a server may wait for has one.
catch_signals() {
    phase=waiting job='' server='' pending=''
    trap 'on_signal TERM 15' TERM
    trap 'on_signal INT 2' INT
    trap 'on_signal HUP 1' HUP
    trap 'on_signal QUIT 3' QUIT
    trap 'on_signal USR1 10' USR1
    trap 'on_signal USR2 12' USR2
}

on_signal() {
    case $phase:$1 in
        serving:*)
            interrupted=yes
            if [ -n "$server" ]; then pass_on "$1"; else pending="$pending $1"; fi
            ;;
        leaving:TERM | ending:* | waiting:USR?) ;;
        leaving:*) [ ! -e "/proc/$server/stat" ] || pass_on "$1" ;;
        *)
            [ -z "$job" ] || kill "$job" 2> /dev/null
            end $((128 + $2))
            ;;
    esac
}

check_environment() {
    [ $# -gt 0 ] || complain 'start.sh needs the command of the server'
    case ${ISLANDMGR_ISLAND:-}x${ISLANDMGR_INCARNATION:-} in
        x* | *x | *[!0-9x]*) complain 'ISLANDMGR_ISLAND and ISLANDMGR_INCARNATION must be whole numbers' ;;
    esac
    case ${ISLANDMGR_TOKEN:-} in
        '' | *[!A-Za-z0-9._~+/=-]*) complain 'ISLANDMGR_TOKEN must be a bearer token' ;;
    esac
    [ -n "${ISLANDMGR_URL:-}" ] || complain 'ISLANDMGR_URL must be the address of the manager'
}

complain() {
    say "$1"
    end 78
}

# Room for the last word is taken now, so that a full disk cannot swallow it; `.report` is how clients report to us, and
# while `.alive` is open for reading we are.
open_handover() {
    server_umask=$(umask)
    umask 0
    rm -f "$handover/server.exit" "$handover/killed" "$handover/.grace"
    rm -f "$handover/.report" "$handover/.out" "$handover/.err" "$handover/.alive"
    printf '%-64s\n' '' > "$handover/.exit" || say "$handover is full; the exit code may not be reported"
    mkfifo "$handover/.report" "$handover/.out" "$handover/.err" "$handover/.alive" || complain "cannot write to $handover"
    exec 3<> "$handover/.report" 9<> "$handover/.alive"
}

# An image's own libfaketime ends the server when the file holds anything but the two forms: none is started on it.
wait_for_clock() {
    clock_line && return
    deadline=$(($(date +%s) + ${ISLANDMGR_CLOCK_WAIT:-30}))
    until clock_line; do
        [ "$(date +%s)" -lt "$deadline" ] || complain "$clock $clock_fault; it must hold +SECONDS, -SECONDS or a UTC second"
        nap 0.1
    done
}

clock_line() {
    clock_fault='is not there or cannot be read'
    line='' more=''
    { read -r line || :; read -r more || :; } 2> /dev/null < "$clock" || return 1
    clock_fault="holds '$line${more:+ $more}'"
    valid_clock_line "$line" && [ -z "$more" ]
}

# The volume's driver or the node makes a missing folder, empty: the server's own words about that may be hard to read.
look_for_code() {
    [ -d "${ISLANDMGR_CODE:-}" ] || return 0
    for entry in "$ISLANDMGR_CODE"/* "$ISLANDMGR_CODE"/.[!.]*; do
        [ ! -e "$entry" ] || return 0
    done
    say "$ISLANDMGR_CODE is empty: there is no code for this branch on the volume"
}

# The copies are made by `tee`, which goes on when the disk is full. It outlives signals to the whole process group, for
# the server may still have something to say after one. Each pipe is opened for both sides first: to open one side
# alone waits for the other, and a signal then would end this script.
copy_output() {
    copies=''
    command -v tee > /dev/null || { exec 6>&1 7>&2 && return; }
    exec 4<> "$handover/.out" && exec 5< "$handover/.out" 6> "$handover/.out" 4>&-
    (trap '' TERM INT HUP QUIT USR1 USR2 && exec tee -a "$handover/out.log" <&5 2> /dev/null 3>&- 5<&- 6>&- 9>&-) &
    copies=$!
    exec 4<> "$handover/.err" && exec 5< "$handover/.err" 7> "$handover/.err" 4>&-
    (trap '' TERM INT HUP QUIT USR1 USR2 && exec tee -a "$handover/err.log" <&5 >&2 2> /dev/null 3>&- 5<&- 6>&- 7>&- 9>&-) &
    copies="$copies $!"
    exec 5<&-
}

# Our own stderr goes: shells tell there that a child was killed, and the output has to be the server's alone.
serve() {
    choose_signal_reset
    rm -f "$handover/.report" "$handover/.out" "$handover/.err" "$handover/.wgetrc" "$answer"
    phase=serving
    exec 8<&0 2> /dev/null
    (
        exec <&8 >&6 2>&7 3>&- 6>&- 7>&- 8<&- 9>&-
        umask "$server_umask"
        unset ISLANDMGR_TOKEN
        set -- "$mark" "$@"
        [ -z "$preload" ] ||
            set -- "LD_PRELOAD=$preload${LD_PRELOAD:+:$LD_PRELOAD}" "ISLANDMGR_CLOCK_SEEN=$handover/clock-seen" "$@"
        [ -z "$reach" ] || export "ISLANDMGR_CLOCK_SEEN=$handover/clock-seen"
        trap - INT QUIT
        # shellcheck disable=SC2086
        exec ${reach:+"$reach"} env $signal_reset "$@"
    ) &
    server=$!
    exec > /dev/null 3>&- 6>&- 7>&- 8<&-
    for signal in $pending; do pass_on "$signal"; done
    echo "$server" > "$handover/server.pid"
    wait_for_server
    phase=ending
}

# A shell without job control starts background commands with INT and QUIT ignored. bash gives them back by `trap -`,
# GNU env by a switch.
choose_signal_reset() {
    signal_reset='' resets=yes
    [ -z "${BASH_VERSION:-}" ] || return
    if env --default-signal=INT,QUIT true 2> /dev/null; then
        signal_reset='--default-signal=INT,QUIT'
    else
        resets=no
    fi
}

# TERM is the end and goes to all; what follows is seen to here, whatever we were waiting for. Others go to the server.
# Where nothing could give INT back, as in a bare busybox image, a server that has not asked for INT gets TERM instead.
pass_on() {
    if [ "$1" = TERM ]; then
        end_server
        conclude
    elif [ "$1$resets" = INTno ] && ignores_int; then
        kill -s TERM "$server"
    else
        kill -s "$1" "$server"
    fi 2> /dev/null
}

ignores_int() {
    while read -r word mask; do
        [ "$word" != SigIgn: ] || return $((0x$mask & 2 ? 0 : 1))
    done < "/proc/$server/status"
    return 1
}

# Sets $code. A signal that we catch ends `wait`, which then tells the signal's number, not the server's end.
wait_for_server() {
    while :; do
        interrupted=''
        wait "$server"
        code=$?
        [ -n "$interrupted" ] || return
        [ -e "/proc/$server/stat" ] && continue
        wait "$server"
        again=$?
        [ "$again" -eq 127 ] || code=$again
        return
    done
}

# The copies end when the last writer has closed its end. Processes that the server left behind may hold it for ever, so
# this waits about two seconds at most.
finish_copies() {
    ended_at=$(date +%s)
    for gap in 0.01 0.03 0.1 0.2 0.3 0.3 0.5 0.5; do
        copies_run || return
        sleep "$gap" 2> /dev/null || sleep 1
    done
}

copies_run() {
    for copy in $copies; do
        [ -e "/proc/$copy/stat" ] && return
    done
    return 1
}

# A libfaketime of the image's own before 0.9.11 knows no FAKETIME_DISABLE_SHM, and a process that is killed cannot take
# its two files away.
sweep_up() {
    set -- "/dev/shm/faketime_shm_$server" "/dev/shm/sem.faketime_sem_$server"
    [ ! -e "$1" ] || rm -f "$@"
}

# Leaves the exit code where the side container reads it: the whole line at once, in the room taken at the start.
end() {
    phase=ending
    [ -z "${left:-}" ] || json_string "$left"
    line=$(printf '{"code": %s, "at": %s%s}' "$1" "${ended_at:-$(date +%s)}" "${left:+, \"left\": $json_string}")
    { printf '%-64s\n' "$line" 1<> "$handover/.exit" && mv -f "$handover/.exit" "$handover/server.exit"; } 2> /dev/null
    exit "$1"
}

# A sleep that a signal ends.
nap() {
    sleep "$1" 2> /dev/null &
    job=$!
    wait "$job" || { sleep 1 & job=$! && wait "$job"; }
    job=''
}

main "$@"
