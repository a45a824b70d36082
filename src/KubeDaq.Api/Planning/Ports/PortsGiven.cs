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
        foreach (var contender in contenders.Where(contender => contender.WantsToRun))
            Keep(book, contender, kept);
        foreach (var pod in rack.Pods.Where(pod => !pod.Finished))
        {
            foreach (var port in pod.HostPorts.Where(port => !kept.Contains((pod.PartitionUid, pod.Name, port))))
                book.Take(pod.Host, port);
        }
        return book;
    }

    private static void Keep(PortBook book, Contender contender, HashSet<(string?, ObjectName, int)> kept)
    {
        foreach (var application in contender.Partition.Spec.Applications)
        {
            for (var index = 0; index < application.Replicas; index++)
            {
                if (contender.Given(application.Name, index) is { } given)
                    Keep(book, contender, application, given, kept);
            }
        }
    }

    private static void Keep(PortBook book, Contender contender, Application application, ReplicaStatus given, HashSet<(string?, ObjectName, int)> kept)
    {
        foreach (var (name, port) in given.Ports ?? new Dictionary<string, int>())
        {
            if (!application.Ports.Any(claim => claim.Name == name) || !book.IsFree(given.KnownHost, port))
                continue;
            book.Take(given.KnownHost, port);
            contender.KeptPorts.Add((application.Name, given.Index, name));
            kept.Add((contender.Uid, new ObjectName(contender.Name.Namespace, given.Pod), port));
        }
    }
}
