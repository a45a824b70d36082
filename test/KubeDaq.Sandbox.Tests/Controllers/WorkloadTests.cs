using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Controllers;

public sealed class WorkloadTests
{
    private const string Template = "template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: 'x:1'}]}}";

    [Fact]
    public async Task A_deployment_rolls_from_one_template_to_the_next()
    {
        await using var work = new ControllersAtWork();
        work.Create(Kinds.Deployments, $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: web}}, spec: {{replicas: 3, selector: {{matchLabels: {{app: web}}}}, {Template}}}}}");
        await work.ServeUntilAsync(() => Done(work, "1"));
        work.Objects.Update(Kinds.Deployments, "np04", "web", value =>
        {
            value["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "x:2";
            return true;
        });
        await work.ServeUntilAsync(() => Done(work, "2"));
        await Until.TrueAsync(() => work.List(Kinds.Pods).All(pod => pod.Maps("spec", "containers").Single().Text("image") == "x:2"));
        Assert.Equal([0L, 3L], work.List(Kinds.ReplicaSets).Select(set => set.Number("spec", "replicas")!.Value).Order());
    }

    [Fact]
    public async Task Recreate_never_runs_old_and_new_pods_together()
    {
        await using var work = new ControllersAtWork();
        work.Create(Kinds.Deployments, $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: web}}, spec: {{replicas: 2, strategy: {{type: Recreate}}, selector: {{matchLabels: {{app: web}}}}, {Template}}}}}");
        await work.ServeUntilAsync(() => Done(work, "1"));
        work.Objects.Update(Kinds.Deployments, "np04", "web", value =>
        {
            value["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "x:2";
            return true;
        });
        await work.ServeUntilAsync(() =>
        {
            Assert.Single(work.List(Kinds.Pods).Select(pod => pod.Maps("spec", "containers").Single().Text("image")).Distinct().DefaultIfEmpty(""));
            return Done(work, "2");
        });
    }

    [Fact]
    public async Task A_replica_set_replaces_what_is_lost_and_removes_what_is_too_many()
    {
        await using var work = new ControllersAtWork();
        work.Create(Kinds.ReplicaSets, $"{{apiVersion: apps/v1, kind: ReplicaSet, metadata: {{name: web}}, spec: {{replicas: 2, selector: {{matchLabels: {{app: web}}}}, {Template}}}}}");
        await Until.TrueAsync(() => work.List(Kinds.Pods).Count == 2);
        work.Objects.Delete(Kinds.Pods, "np04", work.List(Kinds.Pods)[0].Name());
        await work.ServeUntilAsync(() => work.Get(Kinds.ReplicaSets, "web").Number("status", "readyReplicas") == 2);
        Scale(work, Kinds.ReplicaSets, 0);
        await Until.TrueAsync(() => work.List(Kinds.Pods).Count == 0);
    }

    [Fact]
    public async Task A_job_is_complete_when_enough_pods_have_succeeded()
    {
        await using var work = new ControllersAtWork();
        work.Create(Kinds.Jobs, "{apiVersion: batch/v1, kind: Job, metadata: {name: sum}, spec: {completions: 3, parallelism: 2, template: {spec: {restartPolicy: Never, containers: [{name: main, image: x}]}}}}");
        await Until.TrueAsync(() =>
        {
            var active = work.List(Kinds.Pods).Where(ChildPods.IsActive).ToList();
            Assert.True(active.Count <= 2);
            active.ForEach(pod => work.Report(pod, "Succeeded", ready: false));
            return Conditions.Of(work.Get(Kinds.Jobs, "sum"), "Complete") == "True";
        });
        Assert.Equal(3, work.Get(Kinds.Jobs, "sum").Number("status", "succeeded"));
    }

    [Fact]
    public async Task A_job_fails_when_its_pods_fail_too_often()
    {
        await using var work = new ControllersAtWork();
        work.Create(Kinds.Jobs, "{apiVersion: batch/v1, kind: Job, metadata: {name: sum}, spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never, containers: [{name: main, image: x}]}}}}");
        await Until.TrueAsync(() => work.List(Kinds.Pods).Count == 1);
        work.Report(work.List(Kinds.Pods)[0], "Failed", ready: false);
        await Until.TrueAsync(() => Conditions.Of(work.Get(Kinds.Jobs, "sum"), "Failed") == "True");
        Assert.Equal("BackoffLimitExceeded", work.Get(Kinds.Jobs, "sum").Maps("status", "conditions").Last().Text("reason"));
    }

    [Fact]
    public async Task A_daemon_set_has_one_pod_on_every_node_that_takes_it()
    {
        await using var work = new ControllersAtWork();
        foreach (var name in new[] { "daq2", "daq6" })
            AddNode(work, name, "{}");
        AddNode(work, "tainted", "{taints: [{key: k, effect: NoSchedule}]}");
        work.Create(Kinds.DaemonSets, $"{{apiVersion: apps/v1, kind: DaemonSet, metadata: {{name: every}}, spec: {{selector: {{matchLabels: {{app: web}}}}, {Template}}}}}");
        await work.ServeUntilAsync(() => work.Get(Kinds.DaemonSets, "every").Number("status", "numberReady") == 2);
        // Pods are served here before they are bound.
        await Until.TrueAsync(() => work.List(Kinds.Pods).Select(pod => pod.Text("spec", "nodeName")).Order(StringComparer.Ordinal).SequenceEqual(["daq2", "daq6"]));
    }

    private static void AddNode(ControllersAtWork work, string name, string spec)
    {
        work.Objects.TryCreate(Kinds.Nodes, "", TestObjects.Parse($"{{metadata: {{name: {name}}}, spec: {spec}}}"));
        work.Objects.Update(Kinds.Nodes, "", name, node =>
        {
            node["status"] = TestObjects.Parse("{capacity: {pods: '10'}, allocatable: {pods: '10'}}");
            return true;
        }, "status");
    }

    private static void Scale(ControllersAtWork work, GroupResource resource, int replicas) => work.Objects.Update(resource, "np04", "web", value =>
    {
        value["spec"]!["replicas"] = replicas;
        return true;
    });

    private static bool Done(ControllersAtWork work, string revision)
    {
        var deployment = work.Get(Kinds.Deployments, "web");
        var wanted = deployment.Number("spec", "replicas");
        return deployment.Text("metadata", "annotations", "deployment.kubernetes.io/revision") == revision
            && deployment.Number("status", "observedGeneration") == deployment.Number("metadata", "generation")
            && new JsonNode?[] { deployment.At("status", "replicas"), deployment.At("status", "updatedReplicas"), deployment.At("status", "availableReplicas") }.All(count => count.Number() == wanted);
    }
}
