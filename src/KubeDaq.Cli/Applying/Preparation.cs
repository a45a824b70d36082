using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Connecting;

namespace KubeDaq.Cli.Applying;

/// <summary>Makes of what a file says what is sent: with a namespace, with the person who asks, without what only a server writes.</summary>
internal sealed class Preparation(Session session, bool namespaceIsGiven, string? requestedBy)
{
    private static readonly string[] OfServer = ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"];
    private string? _who;

    public async Task<JsonObject> OfAsync(FileObject found, CancellationToken stop)
    {
        var value = found.Written.DeepClone().AsObject();
        value.Remove("status");
        var metadata = value["metadata"]!.AsObject();
        foreach (var field in OfServer)
            metadata.Remove(field);
        if (found.Meaning is not Partition partition)
            return value;
        metadata["namespace"] = NamespaceOf(partition, found.File);
        var spec = value["spec"]!.AsObject();
        var known = await KnownAsync(metadata, stop);
        spec["requestedBy"] ??= requestedBy ?? known?.RequestedBy ?? await MeAsync(stop);
        spec["stateChangedBy"] ??= known is null || known.State == partition.Spec.State ? known?.StateChangedBy : await MeAsync(stop);
        if (spec["stateChangedBy"] is null)
            spec.Remove("stateChangedBy");
        return value;
    }

    /// <summary>The namespace that a partition of a file is in.</summary>
    public string NamespaceOf(Partition partition, string file)
    {
        var written = partition.Metadata.Namespace;
        if (string.IsNullOrEmpty(written))
            return session.Namespace;
        if (namespaceIsGiven && written != session.Namespace)
        {
            throw new CommandFailure(
                ExitCode.Usage, $"{file}: partition {partition.Metadata.Name} is in namespace {written}, and -n says {session.Namespace}; leave one of them out");
        }

        return written;
    }

    /// <summary>To apply a file again does not make another person responsible.</summary>
    private async Task<PartitionSpec?> KnownAsync(JsonObject metadata, CancellationToken stop)
    {
        var name = new Api.Meta.ObjectName(metadata["namespace"]!.GetValue<string>(), metadata["name"]!.GetValue<string>());
        return (await session.Partitions.GetAsync(name, stop))?.Spec;
    }

    private async Task<string> MeAsync(CancellationToken stop) => _who ??= await new Requester(session, Environment.UserName).DisplayNameAsync(stop);
}
