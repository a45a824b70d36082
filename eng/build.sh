# Sourced by build.sh and ./kubedaq, in the repository's root: compiles, but only when something changed.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# The executable of a project.
program() { echo "artifacts/bin/$1/release/${2:-$1}"; }

# changed STAMP PATH...: whether something is newer than the stamp. Folders count: a deleted file changes its folder.
changed() {
  [[ ! -e $1 ]] || [[ -n $(find "${@:2}" -newer "$1" -print -quit 2>/dev/null) ]]
}

# compile STAMP WHAT: the stamp takes the time before the build, so that an edit during it is not missed.
compile() {
  mkdir -p artifacts
  touch "$1.begun"
  dotnet build "$2" -c Release -v q -nologo -warnaserror
  mv "$1.begun" "$1"
}

build_all() { compile artifacts/.all KubeDaq.slnx && cp -p artifacts/.all artifacts/.programs; }

readonly rules=(Directory.Build.props Directory.Packages.props global.json KubeDaq.slnx eng)

built_all() {
  changed artifacts/.all "${rules[@]}" src samples test $(ls -d bench 2>/dev/null) || return 0
  build_all
}

# Only what a user runs: the command and the sample applications. One builds, others that start meanwhile wait.
built_programs() {
  changed artifacts/.programs "${rules[@]}" src samples || return 0
  mkdir -p artifacts
  (
    flock 9 || true # without util-linux: unguarded
    changed artifacts/.programs "${rules[@]}" src samples || exit 0
    compile artifacts/.programs eng/programs.slnf
  ) 9> artifacts/.lock
}

# The agent compiled ahead of time, as it runs on hosts. It links, so it needs a C compiler; half a minute to a few, so only who asks for it waits.
built_native() {
  changed artifacts/.native "${rules[@]}" src/KubeDaq.Api src/KubeDaq.NodeAgent || return 0
  install_linker
  mkdir -p artifacts
  touch artifacts/.native.begun
  dotnet publish src/KubeDaq.NodeAgent -c Release --use-current-runtime -v q -nologo -warnaserror -o artifacts/native
  mv artifacts/.native.begun artifacts/.native
}
