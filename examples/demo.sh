#!/usr/bin/env bash
# Two partitions want one card. Everything here is what a user types; ./build.sh demo [--once] runs it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source examples/telling.sh

case "${1:-}" in
  '' | --once) ;;
  *) echo "demo: unknown argument '$1'; use --once, or nothing" >&2; exit 64 ;;
esac
directory=$(mktemp -d "${TMPDIR:-/tmp}/kubedaq-demo.XXXXXX")
trap 'end_sandbox; rm -rf "$directory"' EXIT
trap 'exit 130' INT TERM

chapter "A cluster on this machine: simulated hosts, with readout cards in two of them"
start_sandbox "$directory"
run kubedaq get hosts
run kubedaq cards

chapter "Partition coldbox reads two APAs: it gets both cards, or none"
run kubedaq apply -f examples/np04/namespace.yaml -f examples/np04/coldbox.yaml --wait --timeout 120s
run kubedaq get partition coldbox -n np04
expect "coldbox runs with all its applications" '^coldbox +Running +4/4 '
run kubedaq cards
expect "coldbox holds apa002" '^apa002 .* np04/coldbox '

chapter "Its applications found each other by name, and data flow over the hosts' data network"
until_shown "data arrive from both sources, and none is lost" \
  'rate=[1-9][0-9]*/s .* sources=2 lost=0 duplicates=0 corrupt=0 triggers=[1-9][0-9]* records=[1-9]' \
  kubedaq logs coldbox data-writer -n np04 --tail 1

run kubedaq logs coldbox readout-apa001 -n np04
expect "the readout has its card, and sends from its host's data-network address" '^readout-apa001 +connected: 127[.]0[.]102[.]2:'

chapter "Partition vd wants card apa002 too. Would it run?"
may_fail 2 kubedaq plan -f examples/np04/vd.yaml
expect "the plan says who has the card" 'held by np04/coldbox'

chapter "It is told to wait in line, and holds nothing meanwhile"
run kubedaq apply -f examples/np04/vd.yaml
run kubedaq wait partition vd -n np04 --for=Waiting --timeout 60s
run kubedaq get partition vd -n np04
expect "vd waits and says for whom" '^vd +Waiting .*held by np04/coldbox'
until_shown "coldbox goes on without a loss" 'rate=[1-9][0-9]*/s .* lost=0 ' kubedaq logs coldbox data-writer -n np04 --tail 1

chapter "coldbox stops: its card goes to vd"
remember_traces coldbox
run kubedaq stop coldbox -n np04 --wait --timeout 120s
run kubedaq wait partition vd -n np04 --for=Running --timeout 120s
run kubedaq get partitions -n np04
expect "coldbox is stopped and holds nothing" '^coldbox +Stopped +[^ ]+ +- '
expect "vd runs with the card" '^vd +Running +2/2 +apa002 '
until_shown "data arrive, and none is lost" 'rate=[1-9][0-9]*/s .* sources=1 lost=0 ' \
  kubedaq logs vd data-writer -n np04 --tail 1
run kubedaq cards --history

if [[ ${1:-} != --once ]]; then
  chapter "It stays up until Ctrl-C. In another terminal, try"
  echo "    export KUBECONFIG=$KUBECONFIG"
  echo "    ./kubedaq logs vd -n np04 -f            # all applications, interleaved"
  echo "    ./kubedaq start coldbox -n np04 --wait  # now coldbox waits for vd"
  echo "    ./kubedaq describe card apa002          # who had it, and when"
  trap : INT TERM
  wait "$sandbox" || true
fi

chapter "The end: nothing is left behind"
remember_traces vd
end_sandbox
expect_clean_machine
