#!/bin/sh
# instructiongate.sh BENCH STATE LIMIT: fails when a first poll of STATE takes more than LIMIT instructions per byte from
# body to rows (P2). Counted by callgrind, so a busy machine does not matter. Exit code 77: there is no valgrind.
set -eu
command -v valgrind >/dev/null || exit 77
bench=$1 state=$2 limit=$3
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$bench" parse "$state" --once >/dev/null # generates the state outside of callgrind
valgrind --tool=callgrind --toggle-collect='mesos::Decoder::begin*' --toggle-collect='mesos::Decoder::feed*' \
    --toggle-collect='mesos::Decoder::finish*' --callgrind-out-file="$out/callgrind" \
    "$bench" parse "$state" --once >"$out/figures" 2>"$out/log"
instructions=$(sed -n 's/^.*I *refs: *//p' "$out/log" | tr -d ,)
bytes=$(awk '/body/ { print $2 }' "$out/figures")
awk -v i="$instructions" -v b="$bytes" -v l="$limit" 'BEGIN {
    if (i < b) { print "nothing was counted"; exit 1 }
    printf "%s: %.2f instructions per byte (limit %s)\n", "P2", i / b, l
    exit i / b > l
}'
