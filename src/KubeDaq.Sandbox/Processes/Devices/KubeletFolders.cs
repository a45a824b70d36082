namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>The folder of a host's kubelet, as plugins know it.</summary>
/// <param name="Root">All of it.</param>
internal sealed record KubeletFolders(string Root)
{
    /// <summary>Where plugins have their sockets.</summary>
    public string Plugins => Path.Combine(Root, "device-plugins");

    /// <summary>Where it takes registrations.</summary>
    public string Registration => Path.Combine(Plugins, "kubelet.sock");

    /// <summary>Where it says which pod has what.</summary>
    public string PodResources => Path.Combine(Root, "pod-resources", "kubelet.sock");

    /// <summary>Makes it as a kubelet does that starts: what is directly in the folder of plugins is an earlier start's.</summary>
    public void Prepare()
    {
        foreach (var folder in new[] { Plugins, Path.GetDirectoryName(PodResources)! })
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(folder))
                File.Delete(file);
        }
    }
}
