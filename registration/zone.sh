# shellcheck shell=sh
# measure.sh's part that tells in which zone the server's programs tell local time. A program that finds no file for its
# TZ takes UTC and says nothing.

# Sets $json_zone to {"name": the server's TZ, "offset": as `date +%z` has it there, "file": whether that zone's file can
# be read}. `file` is null for what is no file's name, such as CST-8, and where TZ is not set: then the image's own zone
# counts. Reads $server (a pid) and $date.
look_at_zone() {
    zone=${TZ:-} folder=${TZDIR:-}
    if [ -n "$server" ] && [ -r "/proc/$server/environ" ]; then
        zone=$(variable_of_server TZ) folder=$(variable_of_server TZDIR)
    fi
    if [ -n "$zone" ]; then
        offset=$(TZ=$zone TZDIR=${folder:-/usr/share/zoneinfo} "$date" +%z 2> /dev/null)
    else
        offset=$(unset TZ && "$date" +%z 2> /dev/null)
    fi
    find_zone_file "${zone#:}"
    json_string "$zone" && json_zone="{\"name\": $json_string"
    json_string "$offset" && json_zone="$json_zone, \"offset\": $json_string, \"file\": $zone_file}"
}

variable_of_server() {
    tr '\0' '\n' 2> /dev/null < "/proc/$server/environ" | sed -n "s/^$1=//p" | sed -n 1p
}

# musl looks in three folders, glibc in the first of them or in TZDIR.
find_zone_file() {
    zone_file=null
    case $1 in
        '' | *..*) return ;;
        /*) set -- "$1" '' ;;
        *) set -- "$1" "$folder/" /usr/share/zoneinfo/ /share/zoneinfo/ /etc/zoneinfo/ ;;
    esac
    name=$1
    shift
    for place in "$@"; do
        [ ! -f "$place$name" ] || [ ! -r "$place$name" ] || { zone_file=true && return; }
    done
    case $name in */*) zone_file=false ;; esac
}
