namespace KubeDaq.Cluster.Clients;

/// <summary>The languages in which a change can be written.</summary>
public enum PatchKind
{
    /// <summary>RFC 7386.</summary>
    Merge,

    /// <summary>RFC 6902.</summary>
    Json,

    /// <summary>Kubernetes' own, for built-in kinds only.</summary>
    Strategic,
}

internal static class PatchKinds
{
    public static string MediaType(this PatchKind kind) => kind switch
    {
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.Json => "application/json-patch+json",
        _ => "application/strategic-merge-patch+json",
    };
}
