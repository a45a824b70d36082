namespace KubeDaq.Integration.Tests.Agent;

/// <summary>The files of a host with FELIX cards, as the kernel and the driver show them.</summary>
internal sealed class HostTree
{
    public const string PciAddress = "0000:3b:00.0";
    private const string Device = "sys/bus/pci/devices/" + PciAddress;

    private readonly string _root;

    /// <param name="root">Where the files are put.</param>
    /// <param name="second">The PCI address of a second card; there is one card where null.</param>
    public HostTree(string root, string? second = null)
    {
        _root = root;
        Directory.CreateDirectory(Path.Combine(root, "sys/bus/pci/drivers/flx"));
        string[] addresses = second is null ? [PciAddress] : [PciAddress, second];
        foreach (var (number, address) in addresses.Index())
            AddCard(address, number);
        Write("sys/module/flx/initstate", "live\n");
        Write("proc/flx", $"FLX driver 4.5.0 for RM4 F/W only\n\nNumber of devices detected    = {addresses.Length}\n");
        Write("dev/cmem_rcc", "");
    }

    /// <summary>Makes the control group of a pod with a process in it, or with none.</summary>
    public void Cgroup(string podUid, bool populated) => Write($"sys/fs/cgroup/kubepods/besteffort/pod{podUid}/main/cgroup.procs", populated ? "4711\n" : "");

    /// <summary>The driver is unloaded: its device files go with it.</summary>
    public void UnloadDriver()
    {
        foreach (var path in new[] { $"{Device}/driver", "proc/flx", "dev/flx0" })
            File.Delete(Path.Combine(_root, path));
    }

    /// <summary>The driver is loaded again.</summary>
    public void LoadDriver()
    {
        Write("dev/flx0", "");
        Write("proc/flx", "FLX driver 4.5.0 for RM4 F/W only\n\nNumber of devices detected    = 1\n");
        Directory.CreateSymbolicLink(Path.Combine(_root, Device, "driver"), "../../drivers/flx");
    }

    /// <summary>The card is taken out.</summary>
    public void PullOut() => Directory.Delete(Path.Combine(_root, Device), recursive: true);

    private void AddCard(string address, int number)
    {
        var device = "sys/bus/pci/devices/" + address;
        Write($"{device}/vendor", "0x10ee\n");
        Write($"{device}/device", "0x7038\n");
        Write($"{device}/class", "0x118000\n");
        Write($"{device}/numa_node", "0\n");
        Directory.CreateSymbolicLink(Path.Combine(_root, device, "driver"), "../../drivers/flx");
        Write($"dev/flx{number}", "");
    }

    private void Write(string path, string content)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
