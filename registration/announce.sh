# shellcheck shell=sh
# start.sh's part that tells the manager about the island: README.md has the message and what each answer means.
#
# The token never stands in an argument list, which every process of the node may read; the one exception is busybox
# wget, which takes headers in no other way. An HTTP proxy that the image names is not asked: the manager is near.

attempt_limit=10 # seconds that one attempt may take

# Returns when the manager has accepted the island, however long it is away; ends the script when it never will.
announce() {
    choose_client
    compose_message
    url=${ISLANDMGR_URL%/}/api/v1/registrations
    gaps='0.2 0.5 1 2 4 8'
    said=''
    while :; do
        post
        case $status in
            200 | 201 | 204) return ;;
            401 | 403 | 409 | 410)
                say "the manager refuses this island ($status): $(answer_message)"
                end 77
                ;;
        esac
        if [ "$said" != "$status$reason" ]; then
            said=$status$reason
            say "cannot announce the island to $url: ${reason:-no answer}; trying again"
        fi
        nap "${gaps%% *}"
        case $gaps in
            *' '*) gaps=${gaps#* } ;;
            *) gaps=15 ;;
        esac
    done
}

# curl or wget, whichever the image has; with neither, the side container carries the message.
choose_client() {
    if command -v curl > /dev/null; then
        client=curl
    elif command -v wget > /dev/null; then
        case $(wget --help 2>&1) in
            *BusyBox*'-T '*) client='busybox_wget -T' ;;
            *BusyBox*) client=busybox_wget ;;
            *) client=gnu_wget ;;
        esac
    else
        client=side_container
    fi
}

compose_message() {
    fingerprint
    json_string "${ISLANDMGR_POD:-}" && pod=$json_string
    json_string "${ISLANDMGR_NODE:-}" && node=$json_string
    json_string "${ISLANDMGR_HOST:-}" && host=$json_string
    json_string "$fingerprint" && fingerprint=$json_string
    ports_object "${ISLANDMGR_PORTS:-}"
    message="{\"island\": $ISLANDMGR_ISLAND, \"incarnation\": $ISLANDMGR_INCARNATION, \"pod\": $pod, \"node\": $node"
    message="$message, \"host\": $host, \"ports\": $ports_object, \"fingerprint\": $fingerprint"
    message="$message, \"started_at\": $(date +%s)}"
}

# ports_object "game=30807,debug=30808": sets $ports_object to {"game": 30807, "debug": 30808}.
ports_object() {
    ports_object=''
    rest=$1,
    while [ -n "${rest#,}" ]; do
        pair=${rest%%,*}
        rest=${rest#*,}
        case ${pair##*=} in
            '' | *[!0-9]*) say "ISLANDMGR_PORTS has '$pair'; accepted is NAME=NUMBER" && end 78 ;;
        esac
        json_string "${pair%=*}"
        ports_object="$ports_object, $json_string: ${pair##*=}"
    done
    ports_object="{${ports_object#, }}"
}

# Sets $fingerprint to what tells one state of the code from another: the first line of its VERSION, or a checksum over
# names, sizes and times of its top two levels, or nothing when there is no code folder.
fingerprint() {
    fingerprint=''
    code=${ISLANDMGR_CODE:-}
    if [ -r "$code/VERSION" ]; then
        IFS= read -r fingerprint < "$code/VERSION" || :
        fingerprint=$(printf '%.200s' "$fingerprint")
    elif [ -d "$code" ]; then
        fingerprint=$(cd "$code" && find . -mindepth 1 -maxdepth 2 -exec stat -c '%n %s %Y' {} + | LC_ALL=C sort | cksum)
        fingerprint=${fingerprint:+cksum-${fingerprint%% *}}
    fi
}

# One attempt. Sets $status to the answer's HTTP status, or nothing, and $reason to words for it. The client runs in
# the background, since a trap waits for a command in the foreground, and a Pod being deleted must not.
post() {
    "post_with_${client%% *}"
    wait "$job"
    client_code=$?
    job=''
    read_report
}

post_with_curl() {
    printf 'header = "Authorization: Bearer %s"\n' "$ISLANDMGR_TOKEN" |
        curl -q -sS --noproxy '*' -m "$attempt_limit" -K - -H 'Content-Type: application/json' \
            --data-binary "$message" -o "$answer" -w 'HTTP/ %{http_code}\n' "$url" >&3 2>&3 &
    job=$!
}

post_with_gnu_wget() {
    (umask 077 && printf 'header = Authorization: Bearer %s\n' "$ISLANDMGR_TOKEN" > "$handover/.wgetrc")
    WGETRC=$handover/.wgetrc wget -nv -S --no-proxy --tries=1 --timeout="$attempt_limit" --max-redirect=0 \
        --content-on-error --header 'Content-Type: application/json' --post-data "$message" -O "$answer" "$url" >&3 2>&3 &
    job=$!
}

# Without the switch -T, which is a build option of busybox, an answer that never comes is cut off by `timeout`.
post_with_busybox_wget() {
    set -- wget
    case $client in
        *-T) set -- wget -T "$attempt_limit" ;;
        *) command -v timeout > /dev/null && set -- timeout "$attempt_limit" wget ;;
    esac
    "$@" -q -Y off --header 'Content-Type: application/json' --header "Authorization: Bearer $ISLANDMGR_TOKEN" \
        --post-data "$message" -O /dev/null "$url" >&3 2>&3 &
    job=$!
}

post_with_side_container() {
    rm -f "$handover/.announced" "$answer"
    printf '%s\n' "$message" > "$handover/.announce.new" && mv -f "$handover/.announce.new" "$handover/.announce"
    {
        tenths=$((attempt_limit * 10))
        until cat "$handover/.announced" 2> /dev/null; do
            [ "$tenths" -gt 0 ] || { echo 'side container: does not answer' && break; }
            tenths=$((tenths - 1))
            sleep 0.1 || sleep 1
        done
        exit 1
    } >&3 2>&3 &
    job=$!
}

# Reads what the client wrote into the pipe: an HTTP status line in one of the clients' forms, and complaints. busybox
# wget tells no status when all went well.
read_report() {
    status='' reason=''
    printf '%s\n' "$end_of_report" >&3
    while read -r line <&3 && [ "$line" != "$end_of_report" ]; do
        case $line in
            *HTTP/*' '[1-5][0-9][0-9]*)
                line=${line##*HTTP/}
                line=${line#* }
                status=${line%% *}
                reason="HTTP status $line"
                ;;
            'HTTP/ 000' | '') ;;
            *': '*) reason=$line ;;
        esac
    done
    [ "$client_code" -ne 0 ] || status=${status:-200}
}

# The `message` of a JSON error, or the beginning of whatever came instead. (Runs in a $(...).)
answer_message() {
    [ -s "$answer" ] || { printf '%s' "$reason" && return; }
    text=$(LC_ALL=C tr -d '\000-\037' < "$answer" | cut -c 1-1000)
    case $text in
        *'"message"'*)
            text=${text#*'"message"'}
            text=${text#*\"}
            text=${text%%\"*}
            ;;
    esac
    printf '%s' "$text"
}
