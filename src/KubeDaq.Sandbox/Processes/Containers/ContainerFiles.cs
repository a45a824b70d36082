namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>The files of one run of a container. What it runs, with its environment, is in a file and not on a command line: others could read secrets there.</summary>
internal sealed record ContainerFiles(string Folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The skeleton of its root folder.</summary>
    public string Root => Path.Combine(Folder, "root");

    /// <summary>The mounts to be made.</summary>
    public string Mounts => Path.Combine(Folder, "mounts");

    /// <summary>What process 1 does.</summary>
    public string Init => Path.Combine(Folder, "init");

    /// <summary>How process 1 starts the application.</summary>
    public string Application => Path.Combine(Folder, "application");

    /// <summary>Writes them all.</summary>
    public void Write(Tools tools, ContainerSpec spec)
    {
        Directory.CreateDirectory(Root);
        Write(Mounts, RootFolder.Make(Root, spec.Mounts));
        Write(Init, InitScript.Text);
        Write(Application, InitScript.Exec(InitScript.Inside(tools, Root, spec.WorkingFolder, spec.Environment, spec.Command)));
    }

    private static void Write(string path, string text)
    {
        using var file = new StreamWriter(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        file.Write(text);
    }
}
