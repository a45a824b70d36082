using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Jobs.</summary>
internal sealed class JobRules : WorkloadRules
{
    private const string NameLabel = "batch.kubernetes.io/job-name";
    private const string UidLabel = "batch.kubernetes.io/controller-uid";

    /// <summary>Fills the spec of a job.</summary>
    public static void Fill(JsonObject spec)
    {
        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec["completions"] = 1;
            spec["parallelism"] = 1;
        }
        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("manualSelector", false);
        spec.Default("podReplacementPolicy", spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed");
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        base.PrepareCreate(kind, value);
        var spec = value.Ensure("spec");
        if (spec.Flag("manualSelector"))
            return;
        var uid = value.Text("metadata", "uid");
        var labels = spec.Ensure("template").Ensure("metadata").Ensure("labels");
        labels[UidLabel] = uid;
        labels["controller-uid"] = uid;
        labels[NameLabel] = value.Name();
        labels["job-name"] = value.Name();
        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [UidLabel] = uid } };
        if (value.Map("metadata", "labels") is not { Count: > 0 })
            value.Metadata()["labels"] = labels.DeepClone();
    }

    /// <inheritdoc/>
    protected override void DefaultSpec(JsonObject spec) => Fill(spec);

    /// <inheritdoc/>
    protected override IEnumerable<Cause> ValidateSpec(JsonObject spec) =>
        NotNegative(spec, "parallelism").Concat(NotNegative(spec, "completions")).Concat(NotNegative(spec, "backoffLimit"));

    /// <inheritdoc/>
    protected override IEnumerable<Cause> Always(JsonObject spec) => spec.Text("template", "spec", "restartPolicy") is not ("OnFailure" or "Never")
        ? [Cause.Required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"")] : [];

    /// <inheritdoc/>
    protected override IEnumerable<Cause> Selector(JsonObject spec, JsonObject? old)
    {
        foreach (var field in new[] { "completions", "selector", "template", "completionMode" })
        {
            if (old is not null && !JsonNode.DeepEquals(spec[field], old[field]))
                yield return Cause.InvalidValue($"spec.{field}", spec[field], "field is immutable");
        }
    }
}

/// <summary>Cron jobs.</summary>
internal sealed class CronJobRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("concurrencyPolicy", "Allow");
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3);
        spec.Default("failedJobsHistoryLimit", 1);
        var template = spec.Ensure("jobTemplate");
        template.Ensure("metadata");
        template.Ensure("spec").Ensure("template").Ensure("metadata");
        PodDefaults.Fill(template.Ensure("spec").Ensure("template").Ensure("spec"));
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value) => value["status"] = new JsonObject();

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource) =>
        subresource.Length == 0 && string.IsNullOrEmpty(value.Text("spec", "schedule")) ? [Cause.Required("spec.schedule")] : [];
}
