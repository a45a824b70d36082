using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.HostAccess;

/// <summary>What has become of a policy.</summary>
public sealed record HostAccessPolicyStatus
{
    /// <summary>The generation of the policy that is in force, where one is.</summary>
    public long? CompiledGeneration { get; init; }

    /// <summary>What it allows, in short, for the table.</summary>
    public string? Allows { get; init; }

    /// <summary>Who may use the policy: service accounts as namespace/name, groups as the API server knows them; "in namespace X" follows what holds there alone. At most 50.</summary>
    public IReadOnlyList<string> Accounts { get; init => field = value ?? []; } = [];

    /// <summary>How many may use the policy, in all.</summary>
    public long AccountCount { get; init; }

    /// <summary>The aspects of the state, Compiled and Enforced, each with its reason.</summary>
    [ListMap("type")]
    public IReadOnlyList<Condition> Conditions { get; init => field = value ?? []; } = [];

    /// <summary>The status of the condition Compiled, for the table.</summary>
    public string? Compiled => StatusOf("Compiled");

    /// <summary>The status of the condition Enforced, for the table.</summary>
    public string? Enforced => StatusOf("Enforced");

    private string? StatusOf(string type) => Conditions.FirstOrDefault(condition => condition.Type == type)?.Status;
}
