# shellcheck shell=sh
# Which process the server left behind when its first one ended: a server that goes into the background does that.

# look_for_leftovers: sets $left to the name of one, or to nothing. Without forks where we are process 1: there all
# orphans are our children. Elsewhere they are known by their environment, which has the island but not our token.
look_for_leftovers() {
    left=''
    for folder in /proc/[0-9]*; do
        case " $$ $copies " in *" ${folder#/proc/} "*) continue ;; esac
        is_leftover "$folder" || continue
        { read -r left < "$folder/comm"; } 2> /dev/null
        [ -z "$left" ] || return 0
    done
}

is_leftover() {
    { read -r stat < "$1/stat"; } 2> /dev/null || return 1
    # shellcheck disable=SC2086
    set -- "$1" ${stat##*) }
    case $2 in Z | X) return 1 ;; esac
    if [ $$ -eq 1 ]; then [ "$3" = 1 ]; else [ -r "$1/environ" ] && has_our_mark "$1"; fi
}

# `read` drops the NULs between variables: a first look without forks, for there may be hundreds of processes.
has_our_mark() {
    found=''
    while read -r words || [ -n "$words" ]; do
        case $words in *"ISLANDMGR_ISLAND=${ISLANDMGR_ISLAND:-}"*) found=yes ;; esac
    done 2> /dev/null < "$1/environ"
    [ -n "$found" ] || return 1
    marks=$(tr '\0' '\n' < "$1/environ" 2> /dev/null | sed -n '/^ISLANDMGR_\(ISLAND\|INCARNATION\|TOKEN\|RUN\)=/p' | sort)
    [ "$marks" = "ISLANDMGR_INCARNATION=${ISLANDMGR_INCARNATION:-}
ISLANDMGR_ISLAND=${ISLANDMGR_ISLAND:-}${ISLANDMGR_RUN:+
ISLANDMGR_RUN=$ISLANDMGR_RUN}" ]
}
