#!/usr/bin/env bash
# One command for each thing one does with this repository.
#   ./build.sh build | test [--filter WORD] | demo [--once] | bench NAME | clean
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

build() { dotnet build KubeDaq.slnx -c Release -v q -warnaserror "$@"; }

case "${1:-}" in
  build) shift; build "$@" ;;
  clean) rm -rf artifacts .kubedaq ;;
  *) sed -n '2,3s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
esac
