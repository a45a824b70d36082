using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Ports;

/// <summary>Puts into the book what is in use before anything new is given: ports of earlier plans, and ports that pods declare.</summary>
internal static class PortsGiven
{
    public static PortBook Book(Rack rack, IReadOnlyList<Contender> contenders)
    {
        var book = new PortBook(rack.Ports);
        var kept = new HashSet<(string? Uid, ObjectName Pod, int Port)>();
        var given = contenders.Where(contender => contender.WantsToRun).SelectMany(Given).ToLookup(entry => entry.Host is null);
        // First those that are tied to a host: only they can stand beside each other with the same number.
        foreach (var entry in given[false].Concat(given[true]))
            Keep(book, entry, kept);
        foreach (var pod in rack.Pods.Where(pod => !pod.Finished))
        {
            foreach (var port in pod.HostPorts.Where(port => !kept.Contains((pod.PartitionUid, pod.Name, port))))
                book.Take(pod.Host, port);
        }
        return book;
    }

    // Only a card ties a replica to its host: a pod without one may be made anew elsewhere.
    public static string? HostOf(Application application, ReplicaStatus given) =>
        application.Cards.Count > 0 && !string.IsNullOrEmpty(given.Host) ? given.Host : null;

    private static IEnumerable<PortsOfReplica> Given(Contender contender)
    {
        foreach (var application in contender.Partition.Spec.Applications.Where(application => application.Ports.Count > 0))
        {
            foreach (var given in contender.Given(application.Name).Where(given => given.Index < application.Replicas && given.Ports is { Count: > 0 }))
                yield return new PortsOfReplica(contender, application, given, HostOf(application, given));
        }
    }

    private static void Keep(PortBook book, PortsOfReplica replica, HashSet<(string?, ObjectName, int)> kept)
    {
        var (contender, application, given, host) = replica;
        foreach (var (name, port) in given.Ports!)
        {
            if (!application.Ports.Any(claim => claim.Name == name) || !book.IsFree(host, port))
                continue;
            book.Take(host, port);
            contender.KeptPorts.Add((application.Name, given.Index, name));
            kept.Add((contender.Uid, new ObjectName(contender.Name.Namespace, given.Pod), port));
        }
    }

    private sealed record PortsOfReplica(Contender Contender, Application Application, ReplicaStatus Given, string? Host);
}
