# Sourced by demo.sh: shows commands and what they print, and checks that it is what the story says.

sandbox=
printed=
data_ports=

kubedaq() { ./kubedaq "$@"; }

chapter() { printf '\n== %s\n' "$1"; }

# run COMMAND...: shows it, runs it, and shows and keeps what it prints.
run() { may_fail 0 "$@"; }

# may_fail CODE COMMAND...: the same for a command that is to end with this exit code.
may_fail() {
  local code=0
  printf '\n$ ./%s\n' "${*:2}"
  printed=$("${@:2}" 2>&1) || code=$?
  [[ -z $printed ]] || printf '%s\n' "$printed"
  [[ $code == "$1" ]] || fail "exit code $code instead of $1"
}

fail() {
  printf 'FAILED: %s\n' "$1"
  [[ ! -s ${directory:-/nowhere}/sandbox.log ]] || tail -n 20 "$directory/sandbox.log"
  exit 1
}

# expect WHAT PATTERN: a line of what was last printed matches.
expect() {
  grep -qE -- "$2" <<< "$printed" || fail "$1: no line matches $2"
  printf '   ok: %s\n' "$1"
}

# until_shown WHAT PATTERN COMMAND...: asks each half second until it matches, for a minute at most.
until_shown() {
  local deadline=$((SECONDS + 60))
  until printed=$("${@:3}" 2>&1) && grep -qE -- "$2" <<< "$printed"; do
    ((SECONDS < deadline)) || fail "$1: got '$printed'"
    sleep 0.5
  done
  printf '\n$ ./%s\n%s\n   ok: %s\n' "${*:3}" "$printed" "$1"
}

# start_sandbox DIRECTORY: comes back when it serves; exports KUBECONFIG.
start_sandbox() {
  printf '\n$ ./kubedaq sandbox --dir %s &\n' "$1"
  ./kubedaq sandbox --dir "$1/sandbox" > "$1/ready" 2> "$1/sandbox.log" &
  sandbox=$!
  until grep -q '^ready: ' "$1/ready"; do
    kill -0 "$sandbox" 2> /dev/null || fail "the sandbox ended before it was ready"
    sleep 0.05
  done
  cat "$1/ready"
  KUBECONFIG=$(sed -n 's/^ready: KUBECONFIG=//p' "$1/ready")
  export KUBECONFIG
}

end_sandbox() {
  [[ -n $sandbox ]] || return 0
  local code=0
  kill -TERM "$sandbox" 2> /dev/null || true
  wait "$sandbox" || code=$?
  sandbox=
  [[ $code == 0 ]] || printf 'the sandbox ended with exit code %s\n' "$code"
}

# remember_traces PARTITION: by what this cluster's processes, mounts and ports will be known when it is gone.
remember_traces() {
  port=$(sed -n 's/.*server: .*:\([0-9]*\).*/\1/p' "$KUBECONFIG")
  data_ports+=" $(./kubedaq describe partition "$1" -n np04 | sed -n 's/.*data=\([0-9]*\).*/\1/p')"
}

# Every pod's process has the API server's port in its environment.
processes() { { grep -lsE "KUBERNETES_SERVICE_PORT=$port\b" /proc/[0-9]*/environ; grep -lsF "$directory" /proc/[0-9]*/cmdline; } | sort -u || true; }
mounts() { grep -hsF "$directory" /proc/[0-9]*/mountinfo | sort -u || true; }
ports() {
  local number
  for number in $port $data_ports; do
    awk -v hex="$(printf ':%04X$' "$number")" '$4 == "0A" && $2 ~ hex { print $2 }' /proc/net/tcp
  done
}

expect_none() {
  [[ -z $2 ]] || fail "left behind: $1 $2"
  printf '   ok: no %s is left\n' "$1"
}

expect_clean_machine() {
  expect_none process "$(processes)"
  expect_none mount "$(mounts)"
  expect_none port "$(ports)"
}
