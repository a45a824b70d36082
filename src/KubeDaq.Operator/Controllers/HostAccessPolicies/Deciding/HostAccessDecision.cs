using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Compiling;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

/// <summary>What the cluster is to enforce, and what became of each policy.</summary>
internal sealed record HostAccessDecision
{
    /// <summary>The admission policies and their bindings, in the order in which to write them.</summary>
    public required IReadOnlyList<JsonObject> Objects { get; init; }

    /// <summary>The set that they hold.</summary>
    public required CompiledSet Set { get; init; }

    /// <summary>Of each policy that is not compiled as it is written, why, by name.</summary>
    public required IReadOnlyDictionary<string, Refused> Refused { get; init; }
}

/// <summary>Why a policy is not compiled as it is written.</summary>
/// <param name="Reason">In a word, for programs.</param>
/// <param name="Message">As a sentence, for people.</param>
internal sealed record Refused(string Reason, string Message);
