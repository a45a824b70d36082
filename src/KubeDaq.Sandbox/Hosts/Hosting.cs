using System.Collections;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Logs;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Processes.Devices;
using KubeDaq.Sandbox.Processes.Environments;
using KubeDaq.Sandbox.Processes.Pods;
using KubeDaq.Sandbox.Processes.Probes;
using KubeDaq.Sandbox.Processes.Volumes;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>The simulated hosts with all that runs on them, put together.</summary>
internal sealed class Hosting : IDisposable
{
    private const int AddressesApart = 251;

    private readonly ContainerEngine _engine;
    private readonly ProbeCheck _probes;

    private Hosting(ContainerEngine engine, ProbeCheck probes, IReadOnlyList<IBackgroundPart> background, ISubresource logs) =>
        (_engine, _probes, Background, Logs) = (engine, probes, background, logs);

    /// <summary>What works while the server serves.</summary>
    public IReadOnlyList<IBackgroundPart> Background { get; }

    private KubeletsFolder? Folder { get; init; }

    /// <summary>The hosts, for agents.</summary>
    public IReadOnlyList<SandboxHost> Hosts { get; private init; } = [];

    /// <summary>Answers pods/log.</summary>
    public ISubresource Logs { get; }

    /// <summary>Makes the hosts of a hosts file, and registers their nodes.</summary>
    /// <exception cref="InvalidHostsFileException">The file is missing or wrong.</exception>
    /// <exception cref="FileNotFoundException">A program that containers are made with is missing.</exception>
    public static Hosting Make(SandboxOptions options, IObjects objects, TokenIssuer issuer, ServerAddress address, EventRecorder events, TimeProvider time, ILoggerFactory loggers)
    {
        var hosts = HostsFile.Load(options.HostsFile);
        var machine = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!);
        var engine = new ContainerEngine(Tools.Find(machine.GetValueOrDefault("PATH", "")), time);
        var probes = new ProbeCheck(engine, time);
        var directory = Path.GetFullPath(options.Directory);
        var image = MachineImage.Of(machine, options.ProgramFolders.Prepend(AppContext.BaseDirectory).Select(Path.TrimEndingDirectorySeparator));
        // Pods run only once the server serves, so the address is known by then.
        var services = new ServiceVariables(objects, () => address.Url.Result);
        var parts = new HostParts
        {
            Objects = objects,
            Engine = engine,
            Events = events,
            Variables = new(objects, services, image),
            Contents = new(objects, new PodTokens(issuer, objects, time)),
            Probes = probes,
            Folders = new(Path.Combine(directory, "pods")),
            Time = time,
            Log = loggers.CreateLogger<Kubelets>(),
        };
        var kubelets = options.CardsByAgents ? new KubeletsFolder(directory) : null;
        var contexts = hosts.Select((host, place) => Context(host, directory, kubelets?.Of(place), objects)).ToDictionary(context => context.Host.Name);
        var reporting = new HostReporting(objects, contexts, ServerVersion.Text, time);
        reporting.Register();
        IReadOnlyList<IBackgroundPart> plugins = options.CardsByAgents ? [new PluginServer([.. contexts.Values], time, loggers)] : [];
        return new(engine, probes, [reporting, new Kubelets(parts, contexts), .. plugins], new PodLogs(parts.Folders, contexts.ContainsKey, time))
        {
            Folder = kubelets,
            Hosts = [.. contexts.Values.Select(context => new SandboxHost(context.Host.Name, context.Folders.Root, [.. context.Host.Cards.Select(card => card.Record(context.Host.Name))]))],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _probes.Dispose();
        _engine.Dispose();
        Folder?.Dispose();
    }

    // With a folder for its kubelet, plugins say what the host's node offers.
    private static HostContext Context(SimulatedHost host, string directory, KubeletFolders? folders, IObjects objects)
    {
        var plugins = folders is null ? null : new PluginDevices();
        plugins?.Changed = new PluginCapacity(objects, host.Name, plugins).Write;
        var devices = new DeviceLedger(host, Path.Combine(directory, "devices", host.Name), plugins ?? (IDeviceOffers)new OwnDevices(host));
        devices.MakeFiles();
        folders?.Prepare();
        var addresses = new AddressPool(host.PodNetwork, Environment.ProcessId * AddressesApart % ushort.MaxValue);
        return new(host, devices, addresses) { Plugins = plugins, Folders = folders ?? new("") };
    }
}
