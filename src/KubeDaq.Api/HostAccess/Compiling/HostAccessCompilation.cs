using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>What a set of policies is compiled to, or why it is refused.</summary>
public sealed record HostAccessCompilation
{
    /// <summary>The most that judging a pod can cost in the API server, in its unit; 10,000,000 is the limit.</summary>
    public required long Cost { get; init; }

    /// <summary>Why the set is refused, as a sentence; null where it is not.</summary>
    public string? Refusal { get; init; }

    /// <summary>The names of the policies for which the set is refused.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>The objects to apply, in order: each policy comes before its binding.</summary>
    public IReadOnlyList<JsonObject> Objects { get; init; } = [];
}
