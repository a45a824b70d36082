namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>How the sandbox's identity provider is started.</summary>
public sealed record IdentityOptions
{
    /// <summary>How long ID tokens are good; null for a quarter of an hour.</summary>
    public TimeSpan? IdTokenLifetime { get; init; }
}
