using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Exclusive;

/// <summary>
/// All versions of all cards and pods, as watches told them. A resourceVersion orders versions across kinds, so replaying them in that order
/// shows every state that the cluster was ever in.
/// </summary>
internal sealed class CardHistory : IAsyncDisposable
{
    public const string Cards = "apis/dune.daq/v1alpha1/readoutcards";
    public const string Pods = "api/v1/pods";
    private readonly CancellationTokenSource _stop = new();
    private readonly SortedDictionary<long, (string Kind, JsonObject Event)> _events = [];
    private readonly List<Task> _watches = [];
    private readonly CardState _state = new();
    private long _replayed;

    public static async Task<CardHistory> RecordAsync(ApiServer api)
    {
        var history = new CardHistory();
        foreach (var kind in new[] { Cards, Pods })
        {
            var list = (await api.GetAsync(kind))!;
            var version = list["metadata"]!["resourceVersion"]!.GetValue<string>();
            foreach (var item in list["items"]!.AsArray()) history._state.Apply(kind, "ADDED", item!.AsObject());
            history._watches.Add(history.WatchAsync(api, kind, version));
        }

        return history;
    }

    /// <summary>Waits until both watches are past a version, then replays up to it; what was wrong in any state.</summary>
    public async Task<IReadOnlyList<string>> ReplayAsync(long upTo)
    {
        await Eventually.Async(() => Task.FromResult(Newest()), newest => newest.All(n => n >= upTo), $"the watches reach version {upTo}");
        List<string> wrong = [];
        lock (_events)
        {
            foreach (var (version, (kind, @event)) in _events.Where(e => e.Key > _replayed && e.Key <= upTo))
            {
                _state.Apply(kind, @event["type"]!.GetValue<string>(), @event["object"]!.AsObject());
                wrong.AddRange(_state.Wrongs().Select(w => $"at version {version}: {w}"));
            }

            _replayed = upTo;
        }

        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_watches);
        _stop.Dispose();
    }

    private long[] Newest()
    {
        lock (_events)
        {
            return [.. new[] { Cards, Pods }.Select(kind => _events.Where(e => e.Value.Kind == kind).Select(e => e.Key).DefaultIfEmpty().Max())];
        }
    }

    private async Task WatchAsync(ApiServer api, string kind, string version)
    {
        try
        {
            await foreach (var @event in api.WatchAsync(kind, version, _stop.Token))
            {
                var at = long.Parse(@event["object"]!["metadata"]!["resourceVersion"]!.GetValue<string>());
                lock (_events) _events[at] = (kind, @event);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test has seen enough.
        }
    }
}
