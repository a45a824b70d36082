using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Runs the pods of a Job until enough of them have succeeded, or too many have failed.</summary>
internal sealed class JobController(IObjects objects, EventRecorder events, TimeProvider time, ILogger log) : Controller(objects, time, log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(6);

    private readonly ChildPods _pods = new(objects, events, "job-controller");

    /// <inheritdoc/>
    protected override IReadOnlyList<(GroupResource, Func<JsonObject, IEnumerable<ObjectName>>)> Sources =>
        [(Kinds.Jobs, Itself), (Kinds.Pods, ControllerOfKind("Job"))];

    /// <inheritdoc/>
    protected override TimeSpan? Reconcile(ObjectName name)
    {
        if (Objects.Get(Kinds.Jobs, name.Namespace, name.Name)?.Value is not { } job || job.At("metadata", "deletionTimestamp") is not null)
            return null;
        if (IsOver(job))
            return RemoveInTime(job);
        var run = JobRun.Of(job, Objects.Controlled(Kinds.Pods, job), Time.GetUtcNow());
        if (run.Verdict is { } verdict)
        {
            foreach (var pod in run.Active)
                _pods.Delete(job, pod);
            WriteStatus(job, run, verdict);
            events.Record(job, "job-controller", null, verdict.Type == "Complete" ? "Normal" : "Warning", verdict.Type == "Complete" ? "Completed" : verdict.Reason, verdict.Message);
            return RemoveInTime(job);
        }
        var wait = WaitAfter(run);
        for (var missing = wait is null ? run.Missing : 0; missing > 0; missing--)
            _pods.Create(job);
        foreach (var pod in run.Active.Take((int)Math.Max(0, -run.Missing)))
            _pods.Delete(job, pod);
        WriteStatus(job, JobRun.Of(job, Objects.Controlled(Kinds.Pods, job), Time.GetUtcNow()), null);
        return wait ?? run.Left;
    }

    private static bool IsOver(JsonObject job) => Conditions.Of(job, "Complete") == "True" || Conditions.Of(job, "Failed") == "True";

    // After a failure the next try waits, longer each time.
    private TimeSpan? WaitAfter(JobRun run)
    {
        if (run.Failed == 0 || run.LastFailure is not { } last)
            return null;
        var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, FirstWait.TotalSeconds * Math.Pow(2, Math.Min(run.Failed - 1, 10))));
        var left = last + wait - Time.GetUtcNow();
        return left > TimeSpan.Zero ? left : null;
    }

    private TimeSpan? RemoveInTime(JsonObject job)
    {
        if (job.Number("spec", "ttlSecondsAfterFinished") is not { } seconds)
            return null;
        var finished = Objects.Get(Kinds.Jobs, job.Namespace(), job.Name())?.Value.Maps("status", "conditions")
            .Where(one => one.Text("type") is "Complete" or "Failed")
            .Select(one => one.Time("lastTransitionTime"))
            .FirstOrDefault();
        var left = (finished ?? Time.GetUtcNow()) + TimeSpan.FromSeconds(seconds) - Time.GetUtcNow();
        if (left > TimeSpan.Zero)
            return left;
        Objects.Delete(Kinds.Jobs, job.Namespace(), job.Name(), propagation: "Foreground", uid: job.Uid());
        return null;
    }

    private void WriteStatus(JsonObject job, JobRun run, JobVerdict? verdict) => Objects.Update(Kinds.Jobs, job.Namespace(), job.Name(), value =>
    {
        var now = Time.GetUtcNow();
        var status = value.Ensure("status");
        if (!value.Flag("spec", "suspend"))
            status.Default("startTime", now.ToText());
        status["uncountedTerminatedPods"] = new JsonObject();
        Counts.Write(status, ("active", verdict is null ? run.Active.Count : 0), ("succeeded", run.Succeeded), ("failed", run.Failed));
        status["ready"] = verdict is null ? run.Active.Count(ChildPods.IsReady) : 0;
        if (verdict is null)
            return true;
        Conditions.Set(status, verdict.Type == "Complete" ? "SuccessCriteriaMet" : "FailureTarget", "True", verdict.Reason, verdict.Message, now);
        Conditions.Set(status, verdict.Type, "True", verdict.Reason, verdict.Message, now);
        if (verdict.Type == "Complete")
            status["completionTime"] = now.ToText();
        return true;
    }, "status", job.Uid());
}
