using KubeDaq.Sandbox.Resources.Columns;
using KubeDaq.Sandbox.Resources.Rules;
using static KubeDaq.Sandbox.Resources.Subresource;

namespace KubeDaq.Sandbox.Resources.Kinds;

/// <summary>The kinds that run pods: apps and batch.</summary>
internal static class WorkloadKinds
{
    private static readonly string[] All = ["all"];

    /// <summary>The kinds.</summary>
    public static IEnumerable<ResourceKind> List =>
    [
        Apps("controllerrevisions", "controllerrevision", "ControllerRevision") with { CountsGenerations = false },
        Apps("daemonsets", "daemonset", "DaemonSet") with
        {
            ShortNames = ["ds"], Categories = All, Subresources = [Status], Columns = WorkloadColumns.DaemonSet, Rules = new DaemonSetRules(),
        },
        Apps("deployments", "deployment", "Deployment") with
        {
            ShortNames = ["deploy"], Categories = All, Subresources = [Scale, Status], Columns = WorkloadColumns.Deployment, Rules = new DeploymentRules(),
        },
        Apps("replicasets", "replicaset", "ReplicaSet") with
        {
            ShortNames = ["rs"], Categories = All, Subresources = [Scale, Status], Columns = WorkloadColumns.ReplicaSet, Rules = new ReplicaSetRules(),
            SelectableFields = CoreKinds.Fields("status.replicas"),
        },
        Apps("statefulsets", "statefulset", "StatefulSet") with
        {
            ShortNames = ["sts"], Categories = All, Subresources = [Scale, Status], Columns = WorkloadColumns.StatefulSet, Rules = new StatefulSetRules(),
        },
        Batch("cronjobs", "cronjob", "CronJob") with { ShortNames = ["cj"], Categories = All, Subresources = [Status], Columns = WorkloadColumns.CronJob, Rules = new CronJobRules() },
        Batch("jobs", "job", "Job") with
        {
            Categories = All, Subresources = [Status], Columns = WorkloadColumns.Job, Rules = new JobRules(), SelectableFields = CoreKinds.Fields("status.successful"),
        },
    ];

    private static ResourceKind Apps(string plural, string singular, string kind) =>
        new() { Group = "apps", Version = "v1", Plural = plural, Singular = singular, Kind = kind, Namespaced = true, CountsGenerations = true };

    private static ResourceKind Batch(string plural, string singular, string kind) =>
        new() { Group = "batch", Version = "v1", Plural = plural, Singular = singular, Kind = kind, Namespaced = true, CountsGenerations = true };
}
