namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>
/// The one image that every container here runs: the machine itself. Images are not pulled; what an image's environment would say, the
/// machine's says.
/// </summary>
internal sealed record MachineImage(IReadOnlyDictionary<string, string> Environment)
{
    private static readonly string[] Kept = ["HOME", "LANG", "LC_ALL", "DOTNET_ROOT"];

    /// <summary>The image as this process sees the machine, with further folders in front of its PATH.</summary>
    public static MachineImage Of(IReadOnlyDictionary<string, string> machine, IEnumerable<string> folders)
    {
        var environment = Kept.Where(machine.ContainsKey).ToDictionary(name => name, name => machine[name]);
        var path = machine.GetValueOrDefault("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment["PATH"] = string.Join(':', folders.Append(path));
        // In the container's own /run: what a killed program leaves in its folder for temporary files goes with the container.
        environment["TMPDIR"] = "/run/tmp";
        return new(environment);
    }
}
