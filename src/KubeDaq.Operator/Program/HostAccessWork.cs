using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Controllers;
using KubeDaq.Cluster.Queues;
using KubeDaq.Operator.Controllers.HostAccessPolicies;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Operator.Program;

/// <summary>The controller of host access, and which change makes it look.</summary>
internal sealed class HostAccessWork : IDisposable
{
    /// <summary>Roles and bindings come in bursts, and change only who is listed.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(300);

    private readonly WorkQueue _queue;
    private readonly Controller _controller;
    private readonly HostAccessReconciler _reconciler;

    public HostAccessWork(OperatorCaches caches, HostAccessCaches access, HostAccessReconciler reconciler, TimeProvider time, ILoggerFactory loggers)
    {
        _reconciler = reconciler;
        _queue = new WorkQueue("hostaccesspolicies", time);
        _controller = new Controller(_queue, reconciler, time, loggers.CreateLogger<Controller>()) { Workers = 1 };
        _controller.On(access.Policies, _ => [HostAccessReconciler.Everything]);
        _controller.On(access.AdmissionPolicies, IfOurs);
        _controller.On(access.AdmissionBindings, IfOurs);
        _controller.On(access.ClusterRoles, role => NameOf(role).StartsWith(HostAccessNames.RolePrefix, StringComparison.Ordinal) ? [HostAccessReconciler.Everything] : []);
        _controller.On(access.Roles, _ => []);
        _controller.On(access.RoleBindings, _ => []);
        _controller.On(access.ClusterRoleBindings, _ => []);
        access.OnGrants(LookSoon);
        _controller.On(caches.Cards, _ => []);
        caches.Cards.Changed += (old, now) =>
        {
            // Leases say nothing of units.
            if (old?.Metadata.Generation != now?.Metadata.Generation)
                LookSoon();
        };
    }

    public Task RunAsync(CancellationToken stop)
    {
        _reconciler.Begin();
        _queue.Add(HostAccessReconciler.Everything);
        return _controller.RunAsync(stop);
    }

    public void Dispose() => _queue.Dispose();

    private void LookSoon() => _queue.AddAfter(HostAccessReconciler.Everything, Burst);

    private static IEnumerable<ObjectName> IfOurs(JsonObject value) =>
        NameOf(value) is HostAccessNames.CompiledPolicy or HostAccessNames.CardPolicy ? [HostAccessReconciler.Everything] : [];

    private static string NameOf(JsonObject value) => (string?)value["metadata"]?["name"] ?? "";
}
