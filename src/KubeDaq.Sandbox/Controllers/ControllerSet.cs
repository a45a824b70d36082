using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Scheduling;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>What kube-controller-manager and kube-scheduler do in a cluster, put together.</summary>
internal static class ControllerSet
{
    /// <summary>All of them; <paramref name="store"/> tells the garbage collector of every change.</summary>
    public static IReadOnlyList<IBackgroundPart> Make(
        ObjectStore store, IObjects objects, ResourceTable table, EventRecorder events, string authorityPem, TimeProvider time, ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger<Controller>();
        var collector = new GarbageCollector(objects, table, log);
        store.Written += collector.Take;
        return
        [
            collector,
            new Scheduler(objects, events, time),
            new NodeController(objects, time, log),
            new NamespaceController(objects, table, authorityPem, time, log),
            new ReplicaSetController(objects, events, time, log),
            new DeploymentController(objects, events, time, log),
            new DaemonSetController(objects, events, time, log),
            new JobController(objects, events, time, log),
            new EndpointSliceController(objects, time, log),
            new EventExpiry(events, time),
        ];
    }
}
