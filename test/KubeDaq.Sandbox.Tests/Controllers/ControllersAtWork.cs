using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.Sandbox.Tests.Controllers;

/// <summary>All controllers at work on objects in memory; pods are brought forward by hand.</summary>
public sealed class ControllersAtWork : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ControllersAtWork()
    {
        var store = new ObjectStore();
        var table = new ResourceTable(store);
        var objects = new Objects(store, table, new ObjectWriter(store, [], [], TimeProvider.System));
        Objects = objects;
        objects.TryCreate(Kinds.Namespaces, "", TestObjects.Parse("{metadata: {name: np04}}"));
        var parts = ControllerSet.Make(store, objects, table, new(objects, TimeProvider.System), "the CA", TimeProvider.System, NullLoggerFactory.Instance);
        _running = Task.WhenAll(parts.Select(part => part.RunAsync(_stop.Token)));
    }

    public IObjects Objects { get; }

    internal JsonObject Create(GroupResource resource, string yaml) => Objects.TryCreate(resource, "np04", TestObjects.Parse(yaml))!.Value;

    internal JsonObject? Get(GroupResource resource, string name) => Objects.Get(resource, "np04", name)?.Value;

    internal List<JsonObject> List(GroupResource resource) => [.. Objects.List(resource, "np04").Items.Select(item => item.Value)];

    /// <summary>What a kubelet would report.</summary>
    internal void Report(JsonObject pod, string phase, bool ready) => Objects.Update(Kinds.Pods, "np04", pod.Name(), value =>
    {
        value.Ensure("status")["phase"] = phase;
        Conditions.Set(value.Ensure("status"), "Ready", ready ? "True" : "False", null, null, TimeProvider.System.GetUtcNow());
        return true;
    }, "status");

    /// <summary>Reports every pod as running well until a condition holds.</summary>
    internal Task ServeUntilAsync(Func<bool> condition) => Until.TrueAsync(() =>
    {
        foreach (var pod in List(Kinds.Pods).Where(pod => Conditions.Of(pod, "Ready") is null))
            Report(pod, "Running", ready: true);
        return condition();
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }
}
