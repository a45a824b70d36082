namespace KubeDaq.Api.Planning.Searching;

/// <summary>Collects the reasons why a partition does not get what it wants, one a field and kind.</summary>
internal sealed class Obstacles
{
    // Most partitions meet none.
    private SortedDictionary<(int Application, int Claim, string Field, ObstacleKind Kind), Obstacle>? _found;

    public bool Any => _found is not null;

    /// <summary>Whether waiting cannot help.</summary>
    public bool AreFinal => _found is not null && _found.Keys.Any(key => key.Kind is ObstacleKind.UnknownCard or ObstacleKind.NoHost or ObstacleKind.Invalid);

    /// <summary>Whether a card is not granted: what is waited for then is a person, who may never come.</summary>
    public bool LackGrants => _found is not null && _found.Keys.Any(key => key.Kind is ObstacleKind.CardNotGranted);

    public void Add(ReplicaNeed need, int claim, ObstacleKind kind, string message, string field, string? card = null) =>
        (_found ??= []).TryAdd((need.ApplicationIndex, claim, field, kind), new Obstacle(kind, message) { Field = field, Card = card });

    /// <summary>In the order of the spec.</summary>
    public IReadOnlyList<Obstacle> All() => _found is null ? [] : [.. _found.Values];
}
