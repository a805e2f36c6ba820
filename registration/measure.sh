#!/bin/sh
# measure.sh: says in one line of JSON which time the server's programs see, and whether the server really sees it.
# The manager runs it in the server container; it changes nothing.
#
#   fake        UTC epoch seconds by `date` with the server's library and clock file
#   real        the same instant by the node's clock: the middle of two readings around `fake`
#   resolution  seconds; 1 where `date` knows no fractions (busybox), then `fake` and `real` are cut off
#   loaded      whether the server has the library in its memory
#   unloaded    its processes, as name(pid), that do not: static or Go programs, setuid programs, `env -i`
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
    read_line "$handover/server.pid" && server=$line
    read_line "$handover/clock-problem" && problem=$line
    take_time
    look_at_server
    read_clock_file
    look_at_zone
    json_problem "$problem"
    printf '{"fake": %s, "real": %s, "resolution": %s, "loaded": %s, "unloaded": [%s], "line": %s, "problem": %s, ' \
        "$fake" "$real" "$resolution" "$loaded" "$unloaded" "$content" "$json_problem"
    printf '"changed_at": %s, "zone": %s}\n' "$changed_at" "$json_zone"
}

read_line() {
    line=''
    # The server may write there: a pipe in place of a file would be waited for.
    [ ! -f "$1" ] || read -r line 2> /dev/null < "$1" || :
}

# Sets $content to the clock file's line as JSON, and $changed_at. libfaketime shows real time when it cannot read the file.
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
        fake=$("$date" +%s.%N)
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
    loaded=true
    judge "$server" main
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
        sh | ash | bash | dash | busybox | ksh | zsh | su | sudo | gosu | su-exec | tini | dumb-init)
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

look() {
    grep -q libfaketime "/proc/$1/maps" 2> /dev/null && return
    [ -e "/proc/$1/maps" ] || return
    unloaded="${unloaded:+$unloaded, }\"$name($1)\""
    [ "$2" = helper ] && return
    loaded=false on_real_time="$on_real_time $name($1)"
}

preload='' server='' problem='' on_real_time=''
main
