using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Processes.Pods;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>Registers the simulated hosts and keeps their leases fresh; writes what their agents would, once those kinds are served.</summary>
internal sealed class HostReporting(IObjects objects, IReadOnlyDictionary<string, HostContext> contexts, string version, TimeProvider time) : IBackgroundPart
{
    private const string LeaseNamespace = "kube-node-lease";
    private static readonly TimeSpan LeasePeriod = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<SimulatedHost> _hosts = [.. contexts.Values.Select(context => context.Host)];

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(ReportAsync(stop), FollowNodesAsync(stop), FollowDefinitionsAsync(stop));

    /// <summary>Makes the nodes and their leases, as far as they are not there.</summary>
    public void Register()
    {
        foreach (var host in _hosts)
        {
            objects.TryCreate(Kinds.Nodes, "", NodeObject.New(host));
            objects.Update(Kinds.Nodes, "", host.Name, node =>
            {
                NodeObject.Report(node, host, contexts[host.Name].Plugins is not null, version, time.GetUtcNow());
                return true;
            }, "status");
            Renew(host);
        }
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        Register();
        using var timer = new PeriodicTimer(LeasePeriod, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            foreach (var host in _hosts)
                Renew(host);
        }
    }

    private async Task FollowNodesAsync(CancellationToken stop)
    {
        await foreach (var change in ChangeFeed.FollowAsync(objects, Kinds.Nodes, stop))
        {
            if (change.Type != ChangeType.Deleted && contexts.TryGetValue(change.Object.Key.Name, out var host))
                objects.Update(Kinds.Nodes, "", host.Host.Name, node => NodeObject.FollowCapacity(node, resource => host.Plugins?.Has(resource) ?? false), "status");
        }
    }

    private void Renew(SimulatedHost host)
    {
        var renewed = objects.Update(Kinds.Leases, LeaseNamespace, host.Name, lease =>
        {
            lease.Ensure("spec")["renewTime"] = time.GetUtcNow().ToMicroText();
            return true;
        });
        if (renewed is null && objects.Get(Kinds.Nodes, "", host.Name) is { } node)
            objects.TryCreate(Kinds.Leases, LeaseNamespace, NodeObject.Lease(host, node.Uid, time.GetUtcNow()));
    }

    private async Task FollowDefinitionsAsync(CancellationToken stop)
    {
        var daq = new DaqObjects(objects, time);
        var written = new HashSet<string>();
        await foreach (var change in ChangeFeed.FollowAsync(objects, Kinds.Definitions, stop))
        {
            var name = change.Object.Key.Name;
            if (change.Type == ChangeType.Deleted)
                written.Remove(name);
            else if (Conditions.Of(change.Object.Value, "Established") == "True" && written.Add(name))
                WriteAll(name, daq);
        }
    }

    private void WriteAll(string definition, DaqObjects daq)
    {
        Action<SimulatedHost>? write = definition switch
        {
            "daqhosts.dune.daq" => daq.WriteHost,
            "readoutcards.dune.daq" => daq.WriteCards,
            _ => null,
        };
        foreach (var host in write is null ? [] : _hosts)
            write!(host);
    }
}
