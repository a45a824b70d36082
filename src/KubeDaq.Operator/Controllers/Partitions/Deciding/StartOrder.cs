using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>Which applications may start or stop now: an application starts after those that it names, and stops before them.</summary>
internal sealed class StartOrder
{
    private readonly ILookup<string, Pod> _pods;
    private readonly ILookup<string, string> _startLater;
    private readonly Dictionary<string, Application> _applications;

    public StartOrder(PartitionView view)
    {
        var applications = view.Partition.Spec.Applications;
        _pods = view.Pods.Values.Where(p => p.Application is not null).ToLookup(p => p.Application!);
        _applications = applications.DistinctBy(a => a.Name).ToDictionary(a => a.Name);
        _startLater = applications.SelectMany(a => a.StartAfter.Select(first => (first, later: a.Name))).ToLookup(p => p.first, p => p.later);
    }

    /// <summary>Every replica serves.</summary>
    public bool IsReady(string application) =>
        !_applications.TryGetValue(application, out var wanted) || _pods[application].Count(p => p.Serves) >= wanted.Replicas;

    /// <summary>The first application that must be ready before this one and is not; null where it may start.</summary>
    public string? AwaitedBy(Application application) => application.StartAfter.FirstOrDefault(first => !IsReady(first));

    /// <summary>None of those that start after it has a pod left.</summary>
    public bool MayStop(string? application) =>
        application is null || !_startLater[application].Any(later => later != application && _pods[later].Any(p => !p.Finished));
}
