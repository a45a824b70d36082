using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Selection;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>What all kinds with a pod template share.</summary>
internal abstract class WorkloadRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        PodDefaults.Fill(spec.Ensure("template").Ensure("spec"));
        DefaultSpec(spec);
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value) => value["status"] = new JsonObject();

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (subresource.Length > 0)
            return [];
        var spec = value.Ensure("spec");
        return ValidateSpec(spec)
            .Concat(Selector(spec, old?.Map("spec")))
            .Concat(MetadataRules.Labels(spec.Map("template", "metadata", "labels"), "spec.template.metadata.labels"))
            .Concat(PodSpecRules.Validate(spec.Ensure("template").Ensure("spec"), "spec.template.spec"))
            .Concat(Always(spec));
    }

    /// <summary>The defaults of this kind.</summary>
    protected abstract void DefaultSpec(JsonObject spec);

    /// <summary>Complaints about fields of this kind.</summary>
    protected virtual IEnumerable<Cause> ValidateSpec(JsonObject spec) => NotNegative(spec, "replicas");

    /// <summary>Complains about a number below 0.</summary>
    protected static IEnumerable<Cause> NotNegative(JsonObject spec, string field) =>
        spec.Number(field) is < 0 and var number ? [Cause.InvalidValue($"spec.{field}", number, "must be greater than or equal to 0")] : [];

    /// <summary>Complaints about the restart policy.</summary>
    protected virtual IEnumerable<Cause> Always(JsonObject spec) => spec.Text("template", "spec", "restartPolicy") is not "Always" and var policy
        ? [Cause.NotSupported("spec.template.spec.restartPolicy", policy, "Always")] : [];

    /// <summary>Complaints about the selector.</summary>
    protected virtual IEnumerable<Cause> Selector(JsonObject spec, JsonObject? old)
    {
        var selector = spec.Map("selector");
        if (old is not null && !JsonNode.DeepEquals(selector, old["selector"]))
            yield return Cause.InvalidValue("spec.selector", selector, "field is immutable");
        if (selector is null)
            yield return Cause.Required("spec.selector");
        else if (selector.Count == 0 || (selector.Map("matchLabels") is not { Count: > 0 } && !selector.List("matchExpressions").Any()))
            yield return Cause.InvalidValue("spec.selector", selector, "empty selector is invalid for deployment");
        if (selector is null || !LabelSelector.FromObject(selector).Matches(spec.Map("template", "metadata", "labels")))
            yield return Cause.InvalidValue("spec.template.metadata.labels", spec.Map("template", "metadata", "labels") ?? [], "`selector` does not match template `labels`");
    }
}

/// <summary>Deployments.</summary>
internal sealed class DeploymentRules : WorkloadRules
{
    /// <inheritdoc/>
    protected override void DefaultSpec(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") != "RollingUpdate")
            return;
        strategy.Ensure("rollingUpdate").Default("maxUnavailable", "25%");
        strategy.Ensure("rollingUpdate").Default("maxSurge", "25%");
    }

    /// <inheritdoc/>
    protected override IEnumerable<Cause> ValidateSpec(JsonObject spec) =>
        base.ValidateSpec(spec).Concat(NotNegative(spec, "minReadySeconds")).Concat(NotNegative(spec, "revisionHistoryLimit")).Concat(Strategy(spec.Map("strategy")));

    private static IEnumerable<Cause> Strategy(JsonObject? strategy) => strategy.Text("type") switch
    {
        "RollingUpdate" => [],
        "Recreate" when strategy?["rollingUpdate"] is not null => [Cause.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")],
        "Recreate" => [],
        var type => [Cause.NotSupported("spec.strategy", strategy, "Recreate", "RollingUpdate") with { Field = "spec.strategy.type", Message = $"Unsupported value: \"{type}\": supported values: \"Recreate\", \"RollingUpdate\"" }],
    };
}

/// <summary>Replica sets.</summary>
internal sealed class ReplicaSetRules : WorkloadRules
{
    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value) => value["status"] = new JsonObject { ["replicas"] = 0 };

    /// <inheritdoc/>
    protected override void DefaultSpec(JsonObject spec) => spec.Default("replicas", 1);
}

/// <summary>Daemon sets.</summary>
internal sealed class DaemonSetRules : WorkloadRules
{
    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        value["status"] = new JsonObject { ["currentNumberScheduled"] = 0, ["numberMisscheduled"] = 0, ["desiredNumberScheduled"] = 0, ["numberReady"] = 0 };
        value.Metadata().Ensure("annotations")["deprecated.daemonset.template.generation"] = "1";
    }

    /// <inheritdoc/>
    protected override void DefaultSpec(JsonObject spec)
    {
        spec.Default("revisionHistoryLimit", 10);
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") != "RollingUpdate")
            return;
        strategy.Ensure("rollingUpdate").Default("maxUnavailable", 1);
        strategy.Ensure("rollingUpdate").Default("maxSurge", 0);
    }
}

/// <summary>Stateful sets.</summary>
internal sealed class StatefulSetRules : WorkloadRules
{
    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value) => value["status"] = new JsonObject { ["replicas"] = 0, ["availableReplicas"] = 0 };

    /// <inheritdoc/>
    protected override void DefaultSpec(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("podManagementPolicy", "OrderedReady");
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
            strategy.Ensure("rollingUpdate").Default("partition", 0);
        var retention = spec.Ensure("persistentVolumeClaimRetentionPolicy");
        retention.Default("whenDeleted", "Retain");
        retention.Default("whenScaled", "Retain");
    }
}
