namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>The programs of the machine that containers are made with, by their full paths: a container's own PATH must not change them.</summary>
internal sealed record Tools(string SetPriv, string SetSid, string Unshare, string NsEnter, string Shell, string Mount, string Chroot, string Env)
{
    /// <summary>Finds them.</summary>
    /// <exception cref="FileNotFoundException">One is missing; the message says which and what to install.</exception>
    public static Tools Find(string path)
    {
        var folders = path.Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(["/usr/bin", "/bin", "/usr/sbin", "/sbin"]).Distinct().ToList();
        string Tool(string name) => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"the program '{name}' is not on this machine: the sandbox's pods need it; install util-linux and coreutils");
        return new(Tool("setpriv"), Tool("setsid"), Tool("unshare"), Tool("nsenter"), Tool("sh"), Tool("mount"), Tool("chroot"), Tool("env"));
    }
}
