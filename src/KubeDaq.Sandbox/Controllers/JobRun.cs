using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>How a Job ended.</summary>
internal sealed record JobVerdict(string Type, string Reason, string Message);

/// <summary>How far a Job is, told from its pods.</summary>
internal sealed record JobRun
{
    /// <summary>Pods at work.</summary>
    public required IReadOnlyList<JsonObject> Active { get; init; }

    /// <summary>How many pods have succeeded.</summary>
    public int Succeeded { get; init; }

    /// <summary>How many pods have failed.</summary>
    public int Failed { get; init; }

    /// <summary>When the last one failed.</summary>
    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>How many pods to start; negative: to end.</summary>
    public long Missing { get; init; }

    /// <summary>How long the Job may still run; null for as long as it wants.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>The end; null while the Job goes on.</summary>
    public JobVerdict? Verdict { get; init; }

    /// <summary>Looks at a Job.</summary>
    public static JobRun Of(JsonObject job, IReadOnlyList<JsonObject> pods, DateTimeOffset now)
    {
        var active = pods.Where(ChildPods.IsActive).ToList();
        var succeeded = pods.Count(pod => pod.Text("status", "phase") == "Succeeded");
        var failed = pods.Where(pod => pod.Text("status", "phase") == "Failed").ToList();
        var completions = job.Number("spec", "completions");
        var parallelism = job.Flag("spec", "suspend") ? 0 : job.Number("spec", "parallelism") ?? 1;
        // Without a number of completions the first success is the sign to start no more.
        var room = completions is { } all ? Math.Min(parallelism, all - succeeded) : succeeded > 0 ? Math.Min(parallelism, active.Count) : parallelism;
        var left = Remaining(job, now);
        return new()
        {
            Active = active,
            Succeeded = succeeded,
            Failed = failed.Count,
            LastFailure = failed.SelectMany(pod => pod.Maps("status", "containerStatuses")).Max(one => one.Time("state", "terminated", "finishedAt")),
            Missing = room - active.Count,
            Left = left,
            Verdict = Judge(job, active, succeeded, failed.Count, left),
        };
    }

    private static TimeSpan? Remaining(JsonObject job, DateTimeOffset now) =>
        job.Number("spec", "activeDeadlineSeconds") is { } seconds && job.Time("status", "startTime") is { } start ? start.AddSeconds(seconds) - now : null;

    private static JobVerdict? Judge(JsonObject job, List<JsonObject> active, int succeeded, int failed, TimeSpan? left)
    {
        var restarts = job.Text("spec", "template", "spec", "restartPolicy") == "OnFailure"
            ? active.SelectMany(pod => pod.Maps("status", "containerStatuses")).Sum(one => one.Number("restartCount") ?? 0) : 0;
        if (failed + restarts > (job.Number("spec", "backoffLimit") ?? 6))
            return new("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        if (left <= TimeSpan.Zero)
            return new("Failed", "DeadlineExceeded", "Job was active longer than specified deadline");
        var done = job.Number("spec", "completions") is { } all ? succeeded >= all : succeeded > 0 && active.Count == 0;
        return done ? new("Complete", "CompletionsReached", "Reached expected number of succeeded pods") : null;
    }
}
