# shellcheck shell=sh
# What start.sh, prepare.sh and measure.sh share. Functions hand back text in a variable named like themselves or in
# the file they are told, never through $(...): each of those is a fork, and a start should take milliseconds.

tab='	'

say() {
    printf 'islandmgr: %s\n' "$1" >&2
}

# True for the two lines that the clock library reads: `[+-]digits` runs with that offset in
# seconds, `digits` stands still at that UTC second. Ten digits reach to the year 2286.
valid_clock_line() {
    case ${1#[+-]} in
        '' | *[!0-9]* | ???????????*) return 1 ;;
    esac
}

# json_problem CODE[<tab>NAME=VALUE]...: sets $json_problem to {"code": "CODE", "NAME": "VALUE", ...}, or to null for
# nothing.
json_problem() {
    json_problem=null
    [ -n "$1" ] || return 0
    rest=$1$tab
    json_string "${rest%%"$tab"*}"
    json_problem="{\"code\": $json_string"
    rest=${rest#*"$tab"}
    while [ -n "$rest" ]; do
        pair=${rest%%"$tab"*}
        rest=${rest#*"$tab"}
        json_string "${pair%%=*}" && name=$json_string
        json_string "${pair#*=}"
        json_problem="$json_problem, $name: $json_string"
    done
    json_problem="$json_problem}"
}

# json_string TEXT: sets $json_string to TEXT as a JSON string. Bytes outside printable ASCII become `?`, since nobody
# can say which encoding they are in.
json_string() {
    json_string=$1
    case $1 in
        *[!A-Za-z0-9\ ._:/@+=,\;\(\)\'-]*)
            json_string=$(printf '%s' "$1" | LC_ALL=C tr -c '\040-\176' '?' | LC_ALL=C sed 's/[\\"]/\\&/g') ;;
    esac
    json_string="\"$json_string\""
}
