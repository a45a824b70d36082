using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Processes.Devices;
using KubeDaq.Sandbox.Processes.Environments;
using KubeDaq.Sandbox.Processes.Probes;
using KubeDaq.Sandbox.Processes.Volumes;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>What all simulated hosts work with.</summary>
internal sealed record HostParts
{
    /// <summary>All objects.</summary>
    public required IObjects Objects { get; init; }

    /// <summary>Runs containers.</summary>
    public required ContainerEngine Engine { get; init; }

    /// <summary>Writes Events.</summary>
    public required EventRecorder Events { get; init; }

    /// <summary>Makes environments.</summary>
    public required ContainerVariables Variables { get; init; }

    /// <summary>Gathers files of volumes.</summary>
    public required VolumeContents Contents { get; init; }

    /// <summary>Asks containers how they are.</summary>
    public required ProbeCheck Probes { get; init; }

    /// <summary>Where pods' folders are.</summary>
    public required PodFolders Folders { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Says what goes wrong.</summary>
    public required ILogger Log { get; init; }

    /// <summary>How long a container that ended waits.</summary>
    public BackOffTimes BackOff { get; init; } = BackOffTimes.Kubelet;

    /// <summary>How long processes have to end when the sandbox ends.</summary>
    public TimeSpan GraceAtEnd { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>Where what belongs to a pod is kept.</summary>
internal sealed record PodFolders(string Root)
{
    /// <summary>All of a pod.</summary>
    public string Pod(string uid) => Path.Combine(Root, uid);

    /// <summary>A pod's volumes.</summary>
    public string Volumes(string uid) => Path.Combine(Root, uid, "volumes");

    /// <summary>The folder of one run of a container, while it runs.</summary>
    public string Run(string uid, string container, long run) => Path.Combine(Root, uid, "run", $"{container}-{run}");

    /// <summary>A file of one container for its last words.</summary>
    public string LastWords(string uid, string container, long run) => Path.Combine(Root, uid, "last-words", $"{container}-{run}");

    /// <summary>The log of one run of a container.</summary>
    public string Log(string uid, string container, long run) => Path.Combine(Root, uid, "logs", container, $"{run}.log");
}

/// <summary>A simulated host as its kubelet knows it.</summary>
internal sealed record HostContext(SimulatedHost Host, DeviceLedger Devices, AddressPool Addresses)
{
    /// <summary>The kubelet's folder.</summary>
    public KubeletFolders Folders { get; init; } = new("");

    /// <summary>What plugins have registered; null where the host offers its cards itself.</summary>
    public PluginDevices? Plugins { get; init; }

    /// <summary>The file behind a device path of this host, or null.</summary>
    public string? DeviceFile(string path) => Devices.File(path);

    /// <summary>What the node can give.</summary>
    public JsonNode? Allocatable(IObjects objects) => objects.Get(Kinds.Nodes, "", Host.Name)?.Value.At("status", "allocatable");
}
