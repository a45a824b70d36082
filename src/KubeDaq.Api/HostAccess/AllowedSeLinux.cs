using KubeDaq.Api.Schema;

namespace KubeDaq.Api.HostAccess;

/// <summary>SELinux options beyond those that any container may set.</summary>
public sealed record AllowedSeLinux
{
    /// <summary>The users that may be set, such as system_u.</summary>
    [ListSet, Pattern(Patterns.SeLinuxName), Bounds(0, 16)]
    public IReadOnlyList<string> Users { get; init => field = value ?? []; } = [];

    /// <summary>The roles that may be set, such as system_r.</summary>
    [ListSet, Pattern(Patterns.SeLinuxName), Bounds(0, 16)]
    public IReadOnlyList<string> Roles { get; init => field = value ?? []; } = [];

    /// <summary>The types that may be set, such as spc_t.</summary>
    [ListSet, Pattern(Patterns.SeLinuxName), Bounds(0, 16)]
    public IReadOnlyList<string> Types { get; init => field = value ?? []; } = [];
}
