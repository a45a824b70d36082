namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>Who asks.</summary>
internal sealed record UserInfo(string Name, string? Uid, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, IReadOnlyList<string>> Extra)
{
    /// <summary>The sandbox's own parts: controllers, scheduler, hosts.</summary>
    public static UserInfo System { get; } =
        new("system:kube-controller-manager", null, ["system:masters", "system:authenticated"], new Dictionary<string, IReadOnlyList<string>>());
}
