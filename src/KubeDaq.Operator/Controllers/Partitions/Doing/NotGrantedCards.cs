using System.Collections.Concurrent;
using KubeDaq.Api.Meta;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>
/// Remembers which cards a partition asked for and may not use, so that the plan gives them to those who may. Forgotten with the operator, which
/// does no harm: it is asked anew before the cards are taken.
/// </summary>
internal sealed class NotGrantedCards(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    // The API server that is asked may learn of a new grant a moment later than this program.
    private static readonly TimeSpan Unsettled = TimeSpan.FromSeconds(4);
    private readonly ConcurrentDictionary<ObjectName, Entry> _entries = new();
    private long? _grantsChangedAt;

    /// <summary>Raised when the plan may look different.</summary>
    public event Action? Changed;

    /// <summary>The cards of each partition, with the reason.</summary>
    public IReadOnlyDictionary<ObjectName, IReadOnlyDictionary<string, string>> All =>
        _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Cards);

    /// <summary>The partitions that lack a grant.</summary>
    public IEnumerable<ObjectName> Partitions => _entries.Keys;

    public Entry? Of(ObjectName partition) => _entries.GetValueOrDefault(partition);

    /// <summary>Notes what was answered just now.</summary>
    public void Set(ObjectName partition, string uid, ObjectName account, IReadOnlyDictionary<string, string> cards)
    {
        var before = Of(partition);
        if (cards.Count == 0)
            _entries.TryRemove(partition, out _);
        else
            _entries[partition] = new(uid, account, cards, time.GetTimestamp());
        if (cards.Count != (before?.Cards.Count ?? 0) || cards.Keys.Any(card => !before!.Cards.ContainsKey(card)))
            Changed?.Invoke();
    }

    public void Forget(ObjectName partition)
    {
        if (_entries.TryRemove(partition, out _))
            Changed?.Invoke();
    }

    /// <summary>Roles, bindings or labels of namespaces have changed.</summary>
    public void GrantsChanged() => _grantsChangedAt = time.GetTimestamp();

    /// <summary>How long until a partition's cards are asked for again; null where it lacks none.</summary>
    public TimeSpan? DueIn(ObjectName partition)
    {
        if (Of(partition) is not { } entry)
            return null;
        var period = _grantsChangedAt is { } at && time.GetElapsedTime(at) < Unsettled ? Soon : Period;
        var left = period - time.GetElapsedTime(entry.AskedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <param name="Uid">The partition that asked; another one of its name asks for itself.</param>
    /// <param name="Account">Its service account then.</param>
    /// <param name="Cards">The cards, each with the reason.</param>
    /// <param name="AskedAt">When it was asked.</param>
    public sealed record Entry(string Uid, ObjectName Account, IReadOnlyDictionary<string, string> Cards, long AskedAt);
}
