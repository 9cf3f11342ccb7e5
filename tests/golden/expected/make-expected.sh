#!/bin/sh
# Reads the recordings by jq into the *.txt files that the decoder's tests compare with. Run after new recordings.
set -eu
cd "$(dirname "$0")"
body() { sed '1,/^\r$/d' "$1"; }
each() { # kind, members that tell it from an agent's answer of the same name
    for file in ../mesos/*-"$1".http; do
        head -n 1 "$file" | grep -q ' 200 ' || continue
        [ -n "$(body "$file" | jq "$2" 2>/dev/null | grep -v -e null -e false | head -n 1)" ] || continue
        body "$file" | jq -r -f "$1.jq" | LC_ALL=C sort >"$(basename "$file" .http).txt"
    done
}
each state '.slaves and .frameworks'
each slaves '.slaves'
each roles '.roles'
