#!/bin/sh
# listens.sh: prints the TCP sockets that the server listens on, a line each, as /proc/net/tcp has the address. The manager
# runs it in the server container when a server is not ready; it changes nothing.
#
# Only sockets of the server's own processes count: where a Pod is but processes of a machine, the tables show all of it.
set -u

handover=${ISLANDMGR_RUN:-/run/islandmgr}/handover

read -r server 2> /dev/null < "$handover/server.pid" || exit 0
case $server in '' | *[!0-9]*) exit 0 ;; esac

# The server and all that it started: parents come before children in no certain order, so until nobody is added.
family=" $server "
grown=yes
while [ "$grown" = yes ]; do
    grown=no
    for folder in /proc/[0-9]*; do
        pid=${folder#/proc/}
        case $family in *" $pid "*) continue ;; esac
        read -r stat 2> /dev/null < "$folder/stat" || continue
        rest=${stat##*) }
        parent=${rest#* }
        case $family in *" ${parent%% *} "*) family="$family$pid " grown=yes ;; esac
    done
done

sockets=' '
for pid in $family; do
    for file in "/proc/$pid/fd"/*; do
        link=$(readlink "$file" 2> /dev/null) || continue
        case $link in 'socket:['*) link=${link#socket:[} && sockets="$sockets${link%]} " ;; esac
    done
done

for table in /proc/net/tcp /proc/net/tcp6; do
    [ -r "$table" ] || continue
    while read -r _ local _ state _ _ _ _ _ inode _; do
        [ "$state" = 0A ] || continue
        case $sockets in *" $inode "*) printf '%s\n' "$local" ;; esac
    done < "$table"
done
