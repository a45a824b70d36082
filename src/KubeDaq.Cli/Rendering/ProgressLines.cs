using KubeDaq.Api.Partitions;

namespace KubeDaq.Cli.Rendering;

/// <summary>What changed between two looks at a partition, a line a change.</summary>
internal static class ProgressLines
{
    public static IEnumerable<string> Between(Partition? before, Partition? now)
    {
        if (now is null)
        {
            if (before is not null)
                yield return $"{before.Metadata.Name}: gone";
            yield break;
        }

        var known = (before?.Status?.Applications ?? []).ToDictionary(a => a.Name);
        foreach (var application in now.Status?.Applications ?? [])
        {
            var line = Line(application);
            if (!known.TryGetValue(application.Name, out var old) || Line(old) != line)
                yield return $"  {line}";
        }

        var whole = Line(now);
        if (before is null || Line(before) != whole)
            yield return whole;
    }

    private static string Line(Partition partition) =>
        partition.Status is { } status
            ? $"{partition.Metadata.Name}: {status.Phase}{After(": ", Reason(status))}"
            : $"{partition.Metadata.Name}: the operator has not seen it yet";

    /// <summary>The message, without the phase's name that it may begin with.</summary>
    private static string? Reason(PartitionStatus status)
    {
        var phase = status.Phase.ToString();
        return status.Message?.StartsWith(phase, StringComparison.OrdinalIgnoreCase) == true ? status.Message[phase.Length..].TrimStart(':', ' ') : status.Message;
    }

    private static string Line(ApplicationStatus application)
    {
        var hosts = string.Join(',', application.Pods.Select(p => p.Host).OfType<string>().Where(h => h.Length > 0).Distinct());
        var message = application.Ready == application.Replicas ? null : application.Message;
        return $"{application.Name}: {application.Ready}/{application.Replicas} ready{After(" on ", hosts)}{After(", ", message)}";
    }

    private static string After(string before, string? text) => string.IsNullOrEmpty(text) ? "" : before + text;
}
