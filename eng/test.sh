# Sourced by build.sh: runs the test projects, unit tests first, and adds up their reports.
source eng/packages.sh

# A project that takes longer is stopped and counts as failed.
hang_guard() { [[ $1 == KubeDaq.Integration.Tests ]] && echo 1500 || echo 300; }

test_projects() {
  find test -name '*.Tests.csproj' -printf '%f\n' | sed 's/\.csproj$//' | grep -v Integration | sort
  echo KubeDaq.Integration.Tests
}

# run_project PROJECT REPORT FILTER...
run_project() {
  local guard
  guard=$(hang_guard "$1")
  # In the background, so that Ctrl-C reaches it through the trap: timeout leads a process group of its own.
  timeout --kill-after=20 "$guard" "$(program "$1")" -noLogo -noColor -noAutoReporters -longRunning 60 -reporter quiet \
    -result-xml "$2" "${@:3}" &
  trap "kill $! 2> /dev/null; wait $!; exit 130" INT TERM
  wait $! || [[ $? != 124 ]] || echo "$1: stopped after $guard s" >&2
  trap - INT TERM
}

run_tests() {
  local filter=()
  case "${1:-}" in
    '') ;;
    --filter) filter=(-filter "/*/*/*${2:?--filter needs a word of the class name}*/*") ;;
    *) echo "test: unknown argument '$1'; use --filter WORD" >&2; return 64 ;;
  esac
  install_missing_packages
  built_all
  local project report reports=()
  rm -rf artifacts/test-reports
  mkdir -p artifacts/test-reports
  for project in $(test_projects); do
    report=artifacts/test-reports/$project.xml
    reports+=("$report")
    run_project "$project" "$report" "${filter[@]}"
  done
  "$(program TestTotals)" $([[ ${#filter[@]} == 0 ]] && echo --some) "${reports[@]}"
}
