namespace KubeDaq.Cluster.Clients;

/// <summary>How the API server is to take a write.</summary>
public sealed record WriteOptions
{
    /// <summary>Nothing special.</summary>
    public static WriteOptions Plain { get; } = new();

    /// <summary>Checks and answers as always, but changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>What to do about unknown and duplicate fields; the server's default is to warn.</summary>
    public FieldValidation? FieldValidation { get; init; }

    /// <summary>Who writes, for the record of who owns which field; server-side apply needs it.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Server-side apply takes fields over that another manager owns.</summary>
    public bool Force { get; init; }

    internal string Query
    {
        get
        {
            var parts = new List<string>();
            if (DryRun)
                parts.Add("dryRun=All");
            if (FieldValidation is { } validation)
                parts.Add($"fieldValidation={validation}");
            if (FieldManager is not null)
                parts.Add($"fieldManager={Uri.EscapeDataString(FieldManager)}");
            if (Force)
                parts.Add("force=true");
            return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
        }
    }
}

/// <summary>What the API server does about fields that it does not know or that stand twice.</summary>
public enum FieldValidation
{
    /// <summary>Drops them silently.</summary>
    Ignore,

    /// <summary>Drops them with a warning.</summary>
    Warn,

    /// <summary>Refuses the object.</summary>
    Strict,
}

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>Only the object with this uid.</summary>
    public string? Uid { get; init; }

    /// <summary>Only the object at this version.</summary>
    public string? Version { get; init; }

    /// <summary>What becomes of the objects that it owns; the kind's default where null.</summary>
    public Propagation? Propagation { get; init; }

    /// <summary>Seconds that it has to end by itself; the object's own where null.</summary>
    public int? GracePeriodSeconds { get; init; }

    /// <summary>Checks and answers as always, but deletes nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What becomes of the objects that a deleted one owns.</summary>
public enum Propagation
{
    /// <summary>They stay.</summary>
    Orphan,

    /// <summary>They are deleted after it.</summary>
    Background,

    /// <summary>It goes when they are gone.</summary>
    Foreground,
}
