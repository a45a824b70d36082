namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>
/// What runs as process 1 of a container. It is a shell and not the application, because Linux gives process 1 of a namespace no signal that
/// it does not handle: an application that does not know SIGTERM would never end by it. It makes the mounts, says on standard output how that
/// went, starts the application, hands SIGTERM on, collects orphans, and ends as the application ends; whatever still runs then dies with it.
/// </summary>
internal static class InitScript
{
    /// <summary>First word of the line that says that the application is about to start; the number of process 1 on the machine follows.</summary>
    public const string Started = "started";

    /// <summary>First word of the line that says that a mount failed; the reason follows.</summary>
    public const string Failed = "failed";

    // SIGUSR1 asks it to kill: were it killed itself, unshare would not tell so. A signal that comes between a shell's fork and its exec is lost, so SIGTERM is kept back until the child no longer has the shell's name.
    // A shell's wait also returns when a signal came, so it waits until the application is really gone, and once more for its code (127: it
    // was given before). Process 1 reads its number on the
    // machine before its own /proc is mounted. Where the kernel forbids a new /proc (inside some container engines), the machine's is used.
    public const string Text = """
        trap 'ending=1; [ -z "$ready" ] || { sent=1; kill -s TERM "$app" 2>/dev/null; }' TERM
        trap 'killed=1; [ -z "$app" ] || kill -s KILL "$app" 2>/dev/null' USR1
        trap '' INT HUP
        read -r number rest </proc/self/stat
        echo kubedaq-init >/proc/self/comm
        mount=$1 table=$2 proc=$3 application=$4
        why=$("$mount" -a -T "$table" 2>&1) ||
          { "$mount" --rbind /proc "$proc" 2>/dev/null && case $why in *"$proc"*) true;; *) false;; esac; } ||
          { echo "failed" $why; exit 125; }
        echo "started $number"
        . "$application" </dev/null &
        app=$!
        [ -z "$killed" ] || kill -s KILL "$app" 2>/dev/null
        while read -r name <"$proc/$app/comm" && [ "$name" = kubedaq-init ]; do :; done 2>/dev/null
        ready=1
        [ "$ending$sent" != 1 ] || kill -s TERM "$app" 2>/dev/null
        while :; do
          wait "$app"; code=$?
          kill -0 "$app" 2>/dev/null && continue
          wait "$app" 2>/dev/null; last=$?
          [ "$last" = 127 ] || code=$last
          exit "$code"
        done
        """;

    /// <summary>The command line that starts a container.</summary>
    /// <param name="tools">Programs of the machine.</param>
    /// <param name="asRoot">Whether the sandbox runs as root; else the container gets a user namespace in which it is.</param>
    /// <param name="files">The container's own files.</param>
    public static IReadOnlyList<string> CommandLine(Tools tools, bool asRoot, ContainerFiles files) =>
    [
        tools.SetPriv, "--pdeathsig", "KILL", tools.SetSid, tools.Unshare, "--mount", "--pid", "--fork", "--kill-child",
        .. asRoot ? Array.Empty<string>() : ["--user", "--map-root-user"],
        tools.Shell, files.Init, tools.Mount, files.Mounts, files.Root + "/proc", files.Application,
    ];

    /// <summary>A script that becomes the command given.</summary>
    public static string Exec(IEnumerable<string> command) => $"exec {string.Join(' ', command.Select(Quote))}\n";

    /// <summary>The command line that runs one more command in a container; <paramref name="processOne"/> is its first process.</summary>
    public static IReadOnlyList<string> ExecLine(Tools tools, bool asRoot, int processOne, IEnumerable<string> command) =>
    [
        tools.SetPriv, "--pdeathsig", "KILL", tools.SetSid, tools.NsEnter, "--target", processOne.ToString(), "--mount", "--pid",
        .. asRoot ? Array.Empty<string>() : ["--user", "--preserve-credentials"],
        .. command,
    ];

    /// <summary>A command as it runs below a container's root: own environment, folder and signals as a program expects them.</summary>
    public static IEnumerable<string> Inside(Tools tools, string root, string folder, IEnumerable<KeyValuePair<string, string>> environment, IEnumerable<string> command) =>
    [
        tools.Chroot, root, tools.Env, "-i", "--chdir=" + folder, "--default-signal=INT,QUIT,HUP", "--",
        .. environment.Select(pair => $"{pair.Key}={pair.Value}"), .. command,
    ];

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
