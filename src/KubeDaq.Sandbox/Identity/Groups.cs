namespace KubeDaq.Sandbox.Identity;

/// <summary>Groups that the API server itself puts users into, or trusts.</summary>
internal static class Groups
{
    /// <summary>Its members may do everything.</summary>
    public const string Masters = "system:masters";

    /// <summary>Everybody who showed good credentials.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>Everybody who showed none.</summary>
    public const string Unauthenticated = "system:unauthenticated";

    /// <summary>All service accounts; with a colon and a namespace those of the namespace.</summary>
    public const string ServiceAccounts = "system:serviceaccounts";

    /// <summary>All hosts.</summary>
    public const string Nodes = "system:nodes";
}
