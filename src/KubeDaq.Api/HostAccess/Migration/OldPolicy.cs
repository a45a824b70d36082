using KubeDaq.Api.HostAccess.Accounts;

namespace KubeDaq.Api.HostAccess.Migration;

/// <summary>An older policy, as far as a HostAccessPolicy can say the same.</summary>
internal sealed record OldPolicy
{
    /// <summary>The object, such as <c>PodSecurityPolicy daq-host</c>.</summary>
    public required string Source { get; init; }

    public required string Name { get; init; }

    /// <summary>The groups and the resource by which roles name it.</summary>
    public required IReadOnlyList<(string Group, string Resource)> Resources { get; init; }

    public required HostAccessPolicySpec Spec { get; init; }

    /// <summary>Who may use it by its own fields, in every namespace.</summary>
    public IReadOnlyList<GrantSubject> Subjects { get; init; } = [];

    public required IReadOnlyList<Leftover> Leftovers { get; init; }
}
