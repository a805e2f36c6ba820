#!/bin/sh
# measure.sh: says in one line of JSON which time the server's programs see, and whether the server really sees it.
# The manager runs it in the server container; it changes nothing.
#
#   fake        UTC epoch seconds by `date` with the server's library and clock file
#   real        the same instant by the node's clock: the middle of two readings around `fake`
#   resolution  seconds; 1 where `date` knows no fractions (busybox), then `fake` and `real` are cut off
#   loaded      whether the library is in the server's memory, and reaches it; or `clock-reach` gave it the clock
#   unloaded    its processes, as name(pid), that it does not reach
#   unreached   the same with the reason: `kind` is go, static, setuid, emptied or other
#   seen        the others, as the library in each of them tells: `line` is the one in force there, read at `read_at`,
#               null before one was read; `asked` is how often the program asked for the time so far
#   line        what the clock file holds; null when the server cannot read it
#   changed_at  when the clock file was last written, in whole seconds; null when that cannot be told
#   zone        in which zone the server tells local time: see zone.sh
#   problem     why the island's clock does not hold: a code with its values, for the manager to put into words; null when
#               it does
set -u
unset LD_PRELOAD

case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
# shellcheck source=common.sh
. "$here/common.sh"
# shellcheck source=zone.sh
. "$here/zone.sh"

handover=${ISLANDMGR_RUN:-/run/islandmgr}/handover
clock=${ISLANDMGR_RUN:-/run/islandmgr}/clock/rc

main() {
    read_line "$handover/preload" && preload=$line
    read_line "$handover/reach" && reach=$line
    read_line "$handover/reach-problem" && reach_problem=$line
    read_line "$handover/server.pid" && server=$line
    read_line "$handover/clock-problem" && problem=$line
    take_time
    look_at_server
    read_clock_file
    look_at_zone
    json_problem "$problem"
    # Of a Pod whose start script made no place for it, nothing is known from inside.
    json_seen=null
    [ ! -f "$handover/clock-seen" ] || json_seen="[$seen]"
    printf '{"fake": %s, "real": %s, "resolution": %s, "loaded": %s, "unloaded": [%s], "line": %s, "problem": %s, ' \
        "$fake" "$real" "$resolution" "$loaded" "$unloaded" "$content" "$json_problem"
    printf '"changed_at": %s, "zone": %s, "seen": %s, "unreached": [%s]}\n' \
        "$changed_at" "$json_zone" "$json_seen" "$unreached"
}

read_line() {
    line=''
    # The server may write there: a pipe in place of a file would be waited for.
    [ ! -f "$1" ] || read -r line 2> /dev/null < "$1" || :
}

# Sets $content to the clock file's line as JSON, and $changed_at. A server that cannot read it shows real time.
read_clock_file() {
    content=null changed_at=null
    [ -r "$clock" ] || return 0
    changed_at=$("$date" -r "$clock" +%s 2> /dev/null)
    case $changed_at in '' | *[!0-9]*) changed_at=null ;; esac
    read_line "$clock"
    json_string "$line"
    content=$json_string
}

# The full path matters: a busybox built to run its own applets would not start a program, so nothing would be loaded.
take_time() {
    for date in /bin/date /usr/bin/date; do
        [ -x "$date" ] && break
    done
    before=$("$date" +%s.%N)
    if [ -n "$preload" ]; then
        fake=$(LD_PRELOAD=$preload "$date" +%s.%N 2> /dev/null)
    else
        # Under `reach` a static `date` shows the clock too.
        fake=$(${reach:+"$reach"} "$date" +%s.%N)
    fi
    after=$("$date" +%s.%N)
    case $before in
        *.*[0-9]) resolution=0.000000001 && middle "$before" "$after" ;;
        *) resolution=1 real=${after%%.*} fake=${fake%%.*} ;;
    esac
    case $fake in
        '' | *[!0-9.]*) fake=null problem=${problem:-"library_stops${tab}library=$preload${tab}program=$date"} ;;
    esac
}

# middle 1790000000.000000100 1790000000.000000300: sets $real to the instant between them.
middle() {
    start=$((${1%.*} * 1000000000 + 1${1#*.} - 1000000000))
    end=$((${2%.*} * 1000000000 + 1${2#*.} - 1000000000))
    real=$((start + (end - start) / 2))
    real=${real%?????????}.${real#"${real%?????????}"}
}

# Goes down from the pid that start.sh wrote: where that is a script, the programs it started are the server. The clock
# holds when they have the library; helpers further down are only named.
look_at_server() {
    loaded=false unloaded=''
    if [ -z "$server" ] || [ ! -e "/proc/$server/stat" ]; then
        problem=${problem:-not_running}
        return
    fi
    list_processes
    read_records
    loaded=true
    judge "$server" main
    [ "$loaded" = true ] || problem=${problem:-$reach_problem}
    [ "$loaded" = true ] || problem=${problem:-"unloaded${tab}names=${on_real_time# }"}
}

# Sets $processes to `pid:parent:name` of all living processes, odd characters of names shown as `_`. Zombies (Z) have no
# memory to look into.
list_processes() {
    processes=$(cat /proc/[0-9]*/stat 2> /dev/null |
        LC_ALL=C sed -n 's/^\([0-9]*\) (\(.*\)) [^Z] \([0-9]*\) .*/\1:\3:\2/p' |
        LC_ALL=C tr -c 'A-Za-z0-9_.+:\n-' '_')
}

# judge PID main|helper: looks at PID and at all that it started.
judge() {
    children=''
    for process in $processes; do
        case $process in
            "$1":*) name=${process#*:*:} ;;
            *:"$1":*) children="$children ${process%%:*}" ;;
        esac
    done
    role=$2
    case $name in
        sh | ash | bash | dash | busybox | ksh | zsh | su | sudo | gosu | su-exec | tini | dumb-init | clock-reach)
            [ -z "$children" ] && look "$1" "$role" ;;
        *)
            look "$1" "$role"
            role=helper
            ;;
    esac
    for child in $children; do
        set -- "$@" "$child:$role"
    done
    shift 2
    for child in "$@"; do judge "${child%:*}" "${child#*:}"; done
}

# What processes told the library to write: `PID LINE READ_AT ASKED PROBLEM .`, padded with blanks; see record.c. The server
# may write there too, so each field is looked at before it is believed.
read_records() {
    records=''
    [ -f "$handover/clock-seen" ] || return 0
    while read -r pid seen_line read_at asked said end; do
        [ "$end" = . ] || continue
        case $pid$asked in '' | *[!0-9]*) continue ;; esac
        case $read_at in '' | *[!0-9.]* | *.*.*) continue ;; esac
        case $seen_line:$said in *[!a-z_0-9+:-]*) continue ;; esac
        records="$records $pid;$seen_line;$read_at;$asked;$said"
    done 2> /dev/null < "$handover/clock-seen"
}

# look PID main|helper: does the library reach it, and what does it see?
look() {
    [ -e "/proc/$1/maps" ] || return
    find_record "$1"
    if ! { read -r _ < "/proc/$1/maps"; } 2> /dev/null; then
        # Of another user: its memory is not ours to see. What it tells counts; one that told nothing has not asked yet.
        if [ "$reached" = no ] && runs_as_another "$1"; then not_reached "$1" "$2" setuid; else tell_seen "$1"; fi
    elif grep -q 'island clock' "/proc/$1/maps" 2> /dev/null; then
        # Its own look at the kernel's clock was changed for it, whether it has asked yet or not.
        tell_seen "$1"
    elif grep -q libfaketime "/proc/$1/maps" 2> /dev/null; then
        # The library is there, and a program in Go asks the kernel itself all the same.
        case $asked in [1-9]*) ;; *) is_go "$1" && not_reached "$1" "$2" go && return ;; esac
        tell_seen "$1"
    else
        # A record of it is of the program that was there before: a process keeps its number when it starts another one.
        choose_kind "$1"
        not_reached "$1" "$2" "$kind"
    fi
}

# Sets $record_line, $read_at, $asked and $said of a process, and $reached: whether it has told anything.
find_record() {
    record_line='-' read_at='' asked='' said='-' reached=no
    for record in $records; do
        case $record in "$1;"*) ;; *) continue ;; esac
        rest=${record#*;}
        record_line=${rest%%;*} rest=${rest#*;}
        read_at=${rest%%;*} rest=${rest#*;}
        asked=${rest%%;*} said=${rest#*;} reached=yes
    done
}

tell_seen() {
    seen_at=null seen_as=null times=${asked:-0} complaint=null
    case $record_line in -) ;; *) seen_as="\"$record_line\"" seen_at=$read_at ;; esac
    case $said in - | '') ;; *) complaint="{\"code\": \"$said\"}" ;; esac
    seen="${seen:+$seen, }{\"pid\": $1, \"name\": \"$name\", \"line\": $seen_as, \"read_at\": $seen_at, "
    seen="$seen\"asked\": $times, \"problem\": $complaint}"
}

not_reached() {
    unloaded="${unloaded:+$unloaded, }\"$name($1)\""
    unreached="${unreached:+$unreached, }{\"pid\": $1, \"name\": \"$name\", \"kind\": \"$3\"}"
    [ "$2" = helper ] && return
    loaded=false on_real_time="$on_real_time $name($1)"
}

# Sets $kind: why the library is not in a process.
choose_kind() {
    if is_go "$1"; then
        kind=go
    elif ! grep -qE '/ld-(linux|musl)' "/proc/$1/maps" 2> /dev/null; then
        kind=static
    elif runs_as_another "$1"; then
        kind=setuid
    elif ! tr '\0' '\n' < "/proc/$1/environ" 2> /dev/null | grep -q '^LD_PRELOAD='; then
        kind=emptied
    else
        kind=other
    fi
}

# Every program in Go has this in its file, https://pkg.go.dev/debug/buildinfo.
is_go() { grep -q 'Go buildinf:' "/proc/$1/exe" 2> /dev/null; }

runs_as_another() {
    while read -r word owner effective _; do
        [ "$word" != Uid: ] || break
    done 2> /dev/null < "/proc/$1/status"
    [ "$owner" != "$effective" ]
}

preload='' server='' problem='' on_real_time='' unreached='' seen='' reach='' reach_problem=''
main
