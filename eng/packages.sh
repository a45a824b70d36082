# Sourced by eng/test.sh: what the tests need of the machine beside the .NET SDK. Without it they still run, and skip with the reason.

has() { command -v "$1" > /dev/null; }

missing_packages() {
  has unshare && has flock || echo util-linux
  has curl || echo curl
  has ip || echo iproute2
  has ps || echo procps
  # Debian's client for Debian's Python, whatever other Python is first on the PATH.
  [[ -x /usr/bin/python3 ]] && /usr/bin/python3 -c 'import kubernetes' 2> /dev/null || echo python3-kubernetes
  # The browser of the console's tests, and what tells it whom to trust.
  has chromium || echo chromium
  has certutil || echo libnss3-tools
}

# What links a native executable.
missing_linker() {
  has clang || has gcc || printf '%s\n' gcc libc6-dev
  [[ -e /usr/include/zlib.h ]] || echo zlib1g-dev
}

install_linker() {
  local missing
  mapfile -t missing < <(missing_linker)
  [[ ${#missing[@]} == 0 ]] && return
  [[ $(id -u) == 0 ]] && has apt-get || { echo "a native executable needs ${missing[*]}: as root, apt-get install ${missing[*]}" >&2; return 1; }
  echo "installing ${missing[*]}" >&2
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${missing[@]}"; } > /dev/null
}

install_missing_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} == 0 ]] && return
  if [[ $(id -u) != 0 ]] || ! has apt-get; then
    echo "not installed: ${missing[*]}; tests that need them are skipped (as root: apt-get install ${missing[*]})" >&2
    return
  fi
  echo "installing ${missing[*]}" >&2
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${missing[@]}"; } > /dev/null ||
    echo "apt-get could not install ${missing[*]}; tests that need them are skipped" >&2
}
