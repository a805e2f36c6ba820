# shellcheck shell=sh
# start.sh's part that ends the server: which processes are its own, and how they are seen off.
#
# A shell that started the server, or a daemon that left its parent, does not pass TERM on: all hear it from here, each
# once, as from systemd. The grace is theirs to the end. What is left then is killed here, a moment before the cluster
# would do it without a word, and `killed` says whom.

default_grace=30 # seconds, Kubernetes' own
longest_margin=100 # hundredths of a second from our kill to the cluster's: time for the side container's last report

# Tells all to end, waits, kills. Sets $code to the server's own.
end_server() {
    phase=leaving
    uptime && told_at=$uptime
    choose_grace
    told=' ' marked=' ' strangers=' '
    read -r stat < "/proc/$$/stat"
    stat_fields && born=$started
    list_family
    # The server first: it is told whatever this image lacks for finding the others.
    # shellcheck disable=SC2086
    tell "$server" $family
    gaps='0.02 0.02 0.02 0.02 0.02 0.05 0.05 0.05 0.05'
    while [ -n "$family" ] && [ $((uptime - told_at)) -lt "$grace" ]; do
        pause "${gaps%% *}"
        case $gaps in
            *' '*) gaps=${gaps#* } ;;
            *) gaps=0.1 ;;
        esac
        uptime
        list_family
        # shellcheck disable=SC2086
        tell $orphans
    done
    [ -z "$family" ] || kill_family
    phase=ending
    wait "$server"
    code=$?
}

# Sets $grace, in hundredths of a second, to what our processes get of the Pod's. The side container leaves another one
# in `.grace` when the Pod is deleted with it.
choose_grace() {
    grace=''
    { [ -f "$handover/.grace" ] && read -r grace < "$handover/.grace"; } 2> /dev/null
    for grace in "$grace" "${ISLANDMGR_GRACE:-}" "$default_grace"; do
        case $grace in
            '' | *[!0-9]* | 0?* | ???????*) ;;
            *) break ;;
        esac
    done
    margin=$((grace * 20))
    [ "$margin" -le "$longest_margin" ] || margin=$longest_margin
    grace=$((grace * 100 - margin))
}

# Those that are born meanwhile are killed as well, but not named.
kill_family() {
    name_family
    for gap in 0.01 0.03 0.1 0.2 0.3; do
        # shellcheck disable=SC2086
        kill -s KILL $family 2> /dev/null
        pause "$gap"
        list_family
        [ -n "$family" ] || break
    done
    {
        printf '{"after": %s, "processes": [%s]}\n' "$(((uptime - told_at + 50) / 100))" "$named" > "$handover/.killed" &&
            mv -f "$handover/.killed" "$handover/killed"
    } 2> /dev/null
}

# Sets $named to {"pid": 7, "name": "java"}, ... of the family.
name_family() {
    named=''
    for pid in $family; do
        name=''
        read -r name 2> /dev/null < "/proc/$pid/comm" || continue
        json_string "$name"
        named="$named${named:+, }{\"pid\": $pid, \"name\": $json_string}"
    done
}

# tell PID...: TERM to those that have not had it. One that was born while we looked may be left without a parent by it,
# and be told a moment later. What a living server starts for its end, to save its state, is not.
tell() {
    for pid; do
        case $told in *" $pid "*) continue ;; esac
        told="$told$pid "
        kill -s TERM "$pid" 2> /dev/null
    done
}

# Sets $family to the pids of the server's living processes: itself, what it started, and what was left to us; $orphans to
# those without a parent among them. As pid 1 we are the parent of all orphans of the container. Elsewhere they are
# known by our session, and daemons, which have their own, by $mark in their environment. Programs that `exec` brought
# into the container are none of them.
list_family() {
    read_processes
    family='' orphans='' known=" $server " size=''
    until [ "$size" = "$known" ]; do
        size=$known
        for process in $processes; do
            is_relative "$process" && known="$known${process%%:*} "
        done
    done
    for process in $processes; do
        pid=${process%%:*} parent=${process#*:}
        case $known in *" $pid "*) family="$family $pid" ;; *) continue ;; esac
        case $known in *" ${parent%%:*} "*) ;; *) orphans="$orphans $pid" ;; esac
    done
}

# is_relative PID:PARENT:SESSION: whether it is one of the family and not yet among the $known.
is_relative() {
    pid=${1%%:*} parent=${1#*:}
    session=${parent#*:} parent=${parent%:*}
    case "$known $copies $$ " in *" $pid "*) return 1 ;; esac
    case $known in *" $parent "*) return 0 ;; esac
    case "$marked" in *" $pid "*) return 0 ;; esac
    [ "$parent" = $$ ] || [ "$session" = $$ ] || return 1
    [ -e "/proc/$pid/stat" ] # not the `cat` that listed them
}

# Sets $processes to `PID:PARENT:SESSION` of all that live, and looks for our mark where it may be.
read_processes() {
    processes=''
    stats=$(cat /proc/[0-9]*/stat 2> /dev/null)
    set -f
    IFS='
'
    for stat in $stats; do
        IFS=' '
        stat_fields || continue
        processes="$processes $pid:$parent:$session"
        [ $$ -eq 1 ] || [ "$started" -lt "$born" ] || look_for_mark
    done
    unset IFS
    set +f
}

# Takes $stat, a line of /proc/PID/stat, apart; fails for what is none, as after a line feed in a name, and for zombies.
stat_fields() {
    pid=${stat%% *}
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    case $pid:${1:-} in *[!0-9]*:* | *:[ZX]*) return 1 ;; esac
    parent=$2 session=$4 started=${20}
}

look_for_mark() {
    case $marked$strangers in *" $pid "*) return ;; esac
    case "
$(tr '\000' '\n' 2> /dev/null < "/proc/$pid/environ")
" in
        *"
$mark
"*) marked="$marked$pid " ;;
        *) strangers="$strangers$pid " ;;
    esac
}

# Sets $uptime, in hundredths of a second: unlike the time of day nobody sets it.
uptime() {
    read -r uptime _ < /proc/uptime
    uptime=$((${uptime%.*} * 100 + 1${uptime#*.} - 100))
}

pause() {
    sleep "$1" 2> /dev/null || sleep 1
}
