namespace KubeDaq.Bench.Boot;

/// <summary>When each of several pods was bound, from the start.</summary>
internal sealed class Curve(IEnumerable<TimeSpan> bound)
{
    private readonly TimeSpan[] _bound = [.. bound.Order()];

    /// <summary>When the last one was.</summary>
    public TimeSpan All => _bound[^1];

    /// <summary>When a share of them was, from 0 to 1.</summary>
    public TimeSpan At(double share) => _bound[Math.Clamp((int)Math.Ceiling(share * _bound.Length) - 1, 0, _bound.Length - 1)];

    /// <summary>The middle one of several runs, by their ends.</summary>
    public static Curve Median(IEnumerable<Curve> runs)
    {
        var ordered = runs.OrderBy(r => r.All).ToList();
        return ordered[ordered.Count / 2];
    }
}
