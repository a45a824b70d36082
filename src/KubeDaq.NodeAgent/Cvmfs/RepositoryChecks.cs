using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>Checks every repository that the host shall have, each on its own, so that one that hangs delays no other.</summary>
internal sealed class RepositoryChecks(
    CvmfsRule rule, HostFiles files, IRepositoryProbe probe, HostState state, Gauges gauges, TimeProvider time, ILogger<RepositoryChecks> logger) : IAgentPart
{
    private const string Ready = "kubedaq_agent_cvmfs_ready";
    private const string Seconds = "kubedaq_agent_cvmfs_answer_seconds";

    private readonly MountTable _mounts = new(files);

    public string Name => "CVMFS checks";

    public async Task RunAsync(CancellationToken stop)
    {
        gauges.Describe(Ready, "Whether the CVMFS repository is mounted and answers (1) or not (0).");
        gauges.Describe(Seconds, "How long the CVMFS repository took to answer.");
        using var timer = new PeriodicTimer(rule.Interval, time);
        do
            await CheckAsync(stop);
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>Checks each once.</summary>
    public async Task CheckAsync(CancellationToken stop)
    {
        var mounted = _mounts.Read();
        var found = await Task.WhenAll(rule.Repositories.Select(name => CheckAsync(name, mounted, stop)));
        var before = state.Repositories.Current;
        var now = rule.Repositories.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second);
        if (before is not null && now.Count == before.Count && now.All(r => before.TryGetValue(r.Key, out var old) && old == r.Value))
            return;
        foreach (var (name, one) in now.Where(r => before?.GetValueOrDefault(r.Key) != r.Value))
            CvmfsLog.Tell(logger, name, one);
        state.Repositories.Set(now);
    }

    private async Task<RepositoryState> CheckAsync(string name, IReadOnlyDictionary<string, string> mounted, CancellationToken stop)
    {
        var place = $"{rule.Folder.TrimEnd('/')}/{name}";
        var began = time.GetTimestamp();
        // autofs mounts a repository when somebody looks into it.
        var isThere = mounted.ContainsKey(place) || mounted.GetValueOrDefault(rule.Folder.TrimEnd('/')) == "autofs";
        var problem = isThere
            ? await probe.ProbeAsync(files.Here(place), rule.Deadline, stop)
            : $"nothing is mounted at {place}";
        gauges.Set(Ready, problem is null ? 1 : 0, "repository", name);
        if (problem is null)
            gauges.Set(Seconds, time.GetElapsedTime(began).TotalSeconds, "repository", name);
        return new RepositoryState(problem is null, problem ?? "");
    }
}
