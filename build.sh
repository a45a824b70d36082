#!/usr/bin/env bash
# One command for each thing one does with this repository.
#   ./build.sh build                    compile everything (Release, warnings are errors)
#   ./build.sh test [--filter WORD]     all tests, or those whose class name contains WORD
#   ./build.sh demo [--once]            two partitions, one card; --once ends by itself, for a check
#   ./build.sh native                   the agent as a native executable: artifacts/native/kubedaq-agent
#   ./build.sh bench NAME...            measure: boot, agent, ...
#   ./build.sh clean                    remove all that was built or run here
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source eng/build.sh

case "${1:-}" in
  build) build_all ;;
  test)  shift; source eng/test.sh; run_tests "$@" ;;
  demo)  shift; built_programs; exec examples/demo.sh "$@" ;;
  native) source eng/packages.sh; built_native ;;
  bench) shift; built_all; [[ ${1:-} != agent ]] || { source eng/packages.sh; built_native; }; exec "$(program KubeDaq.Bench)" "$@" ;;
  clean) rm -rf artifacts .kubedaq ;;
  *)     sed -n '2,8s/^# \{0,1\}//p' build.sh >&2; exit 64 ;;
esac
