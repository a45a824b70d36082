using KubeDaq.Api.Planning;

namespace KubeDaq.Bench.Planning;

/// <summary>How one would write it in an evening: look through the cards for each claim, and through the holds for each card.</summary>
internal static class NaivePlan
{
    /// <summary>How many partitions get their cards.</summary>
    public static int Make(Rack rack)
    {
        var held = new List<string>();
        var running = 0;
        foreach (var partition in rack.Partitions.OrderByDescending(p => p.Spec.Priority).ThenBy(p => p.Metadata.CreationTimestamp))
        {
            var wanted = partition.Spec.Applications.SelectMany(a => a.Cards).Select(c => c.Name!).ToList();
            if (!wanted.All(name => rack.Cards.Any(c => c.Metadata.Name == name) && !held.Contains(name)))
                continue;
            held.AddRange(wanted);
            running++;
        }

        return running;
    }
}
