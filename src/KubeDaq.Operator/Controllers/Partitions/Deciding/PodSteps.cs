using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Controllers.Partitions.Composing;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>Which pods to make and which to end, so that there is one for each replica of the plan and never two.</summary>
internal sealed class PodSteps
{
    private readonly PartitionView _view;
    private readonly StartOrder _order;
    private readonly Dictionary<string, Application> _applications;
    private readonly List<PodEnd> _ends = [];
    private readonly List<PodStart> _starts = [];
    private readonly List<Pod> _outdated = [];
    private DateTimeOffset? _nextTry;

    private PodSteps(PartitionView view)
    {
        _view = view;
        _order = new StartOrder(view);
        _applications = view.Partition.Spec.Applications.DistinctBy(a => a.Name).ToDictionary(a => a.Name);
    }

    public IReadOnlyList<PodEnd> Ends => _ends;

    public IReadOnlyList<PodStart> Starts => _starts;

    /// <summary>When the next pod may be tried that must wait now.</summary>
    public TimeSpan? Again => _nextTry is { } time ? time - _view.Now : null;

    public static PodSteps Decide(PartitionView view)
    {
        var steps = new PodSteps(view);
        var hashes = steps._applications.Values.ToDictionary(a => a.Name, a => TemplateHash.Of(view.Partition, a));
        foreach (var replica in view.Plan.Replicas)
            steps.Look(replica, hashes[replica.Application]);
        steps.EndStrays();
        steps.ReplaceOutdated();
        return steps;
    }

    private void Look(ReplicaPlan replica, string hash)
    {
        var tag = LeaseTag.For(replica, _view.Held);
        if (!_view.Pods.TryGetValue(replica.Pod, out var pod))
            Start(replica, tag);
        else if (pod.Deleting)
            return;
        else if (pod.Finished)
            LookAtFinished(pod, hash);
        else if (pod.LeaseTag != tag)
            _ends.Add(new PodEnd(pod, "it was made under other leases than those held now"));
        else if (pod.TemplateHash != hash)
            _outdated.Add(pod);
    }

    private void LookAtFinished(Pod pod, string hash)
    {
        if (pod.TemplateHash != hash)
            _ends.Add(new PodEnd(pod, "its application has changed"));
        else if (pod.Failed && !pod.FailedForGood)
            _ends.Add(new PodEnd(pod, $"it was ended from outside ({pod.Reason ?? "Failed"}) and will be made anew"));
    }

    private void Start(ReplicaPlan replica, string? tag)
    {
        if (tag is null || _order.AwaitedBy(_applications[replica.Application]) is not null)
            return;
        if (_view.Troubles.TryGetValue(replica.Pod, out var trouble) && trouble.RetryAt > _view.Now)
            _nextTry = _nextTry is { } time && time < trouble.RetryAt ? time : trouble.RetryAt;
        else
            _starts.Add(new PodStart(replica, tag));
    }

    private void EndStrays()
    {
        var planned = _view.Plan.Replicas.Select(r => r.Pod).ToHashSet();
        foreach (var pod in _view.Pods.Values.Where(p => !p.Deleting && !planned.Contains(p.Name.Name)))
            _ends.Add(new PodEnd(pod, "it is no longer in the partition"));
    }

    /// <summary>One at a time of an application, except those that do not serve anyway.</summary>
    private void ReplaceOutdated()
    {
        foreach (var application in _outdated.GroupBy(p => p.Application!))
        {
            var all = _view.Plan.Replicas.Where(r => r.Application == application.Key).ToList();
            var serving = all.Count(r => _view.Pods.TryGetValue(r.Pod, out var pod) && pod.Serves);
            var idle = application.Where(p => !p.Serves).ToList();
            var chosen = idle.Count > 0 || serving < all.Count ? idle : application.OrderBy(p => p.Name).Take(1);
            _ends.AddRange(chosen.Select(p => new PodEnd(p, "its application has changed")));
        }
    }
}
