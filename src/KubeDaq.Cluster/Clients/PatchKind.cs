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

    /// <summary>Server-side apply: the patch is what its field manager wants, and creates the object where there is none.</summary>
    Apply,
}

internal static class PatchKinds
{
    public static string MediaType(this PatchKind kind) => kind switch
    {
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.Json => "application/json-patch+json",
        PatchKind.Apply => "application/apply-patch+yaml",
        _ => "application/strategic-merge-patch+json",
    };
}
