# shellcheck shell=sh
# start.sh's part for blueprints with `clock_reach: kernel`: finds out whether static programs can be given the clock in
# this Pod. The proof is one that shows the time it was told, as with the library: a runtime may forbid what it takes.

# Sets $reach to the program under which the server is to run, or to nothing. The file `reach` says so to others, and
# `reach-problem`, in the form of `clock-problem`, why static programs run on real time; others do not need it.
choose_reach() {
    reach=''
    rm -f "$handover/reach-problem"
    if [ "${ISLANDMGR_CLOCK_REACH:-}" = kernel ]; then
        reach=$tools/faketime/clock-reach
        if [ ! -x "$reach" ]; then
            refuse_reach 'it is not there'
        else
            shown=$(with_probe "$reach" "$reach" --time 2>&1)
            [ "$shown" = "$probe_time" ] || refuse_reach "$shown"
        fi
    fi
    printf '%s\n' "$reach" > "$handover/reach"
}

refuse_reach() {
    said=$(printf '%.300s' "$1" | LC_ALL=C tr '\n\t' '  ')
    printf '%s\n' "reach_refused${tab}program=$reach${tab}said=$said" > "$handover/reach-problem"
    say "static programs run on real time: $reach: $said"
    reach=''
}

# with_probe COMMAND...: runs it with a clock file that says $probe_time.
with_probe() {
    printf '%s\n' "$probe_time" > "$handover/.probe"
    FAKETIME_TIMESTAMP_FILE=$handover/.probe "$@"
    rm -f "$handover/.probe"
}

# True for an image whose `date` is static, as in those with busybox alone: it needs no library then.
reach_suffices() {
    [ -n "$reach" ] && [ "$(with_probe "$reach" "$date" +%s 2> /dev/null)" = "$probe_time" ]
}
