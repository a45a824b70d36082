using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Looks at objects of one kind again whenever they, or others that concern them, change.</summary>
internal abstract partial class Controller(IObjects objects, TimeProvider time, ILogger log) : IBackgroundPart
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly KeyQueue _queue = new(time);

    /// <summary>All objects.</summary>
    protected IObjects Objects { get; } = objects;

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>The kinds to follow, each with whom a change of an object concerns.</summary>
    protected abstract IReadOnlyList<(GroupResource Resource, Func<JsonObject, IEnumerable<ObjectName>> Concerns)> Sources { get; }

    /// <summary>Brings one object to what it should be, from how everything is now.</summary>
    /// <returns>When to look again without being told; null for not.</returns>
    protected abstract TimeSpan? Reconcile(ObjectName name);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll([.. Sources.Select(source => FollowAsync(source.Resource, source.Concerns, stop)), WorkAsync(stop)]);

    /// <summary>The object itself.</summary>
    protected static IEnumerable<ObjectName> Itself(JsonObject value) => [new(value.Namespace(), value.Name())];

    /// <summary>Its controller, where that is of this kind.</summary>
    protected static Func<JsonObject, IEnumerable<ObjectName>> ControllerOfKind(string kind) => value => Ownership.ControllerOf(value) is { } owner && owner.Text("kind") == kind
        ? [new(value.Namespace(), owner.Text("name") ?? "")]
        : [];

    private async Task FollowAsync(GroupResource resource, Func<JsonObject, IEnumerable<ObjectName>> concerns, CancellationToken stop)
    {
        await foreach (var change in ChangeFeed.FollowAsync(Objects, resource, stop))
        {
            foreach (var name in concerns(change.Object.Value))
                _queue.Add(name);
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (true)
        {
            var name = await _queue.TakeAsync(stop);
            if (TryReconcile(name) is { } again)
                _ = _queue.AddLaterAsync(name, again, stop);
        }
    }

    private TimeSpan? TryReconcile(ObjectName name)
    {
        try
        {
            return Reconcile(name);
        }
        catch (Exception exception) when (exception is StatusException or InvalidOperationException)
        {
            LogFailed(log, GetType().Name, name, exception.Message);
            return AfterFailure;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Controller} will look at {Name} again: {Problem}")]
    private static partial void LogFailed(ILogger log, string controller, ObjectName name, string problem);
}
