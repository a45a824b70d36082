namespace KubeDaq.Sandbox.Identity;

/// <summary>Keys of what is known about a user beside his name and groups.</summary>
internal static class UserExtra
{
    private const string Prefix = "authentication.kubernetes.io/";

    /// <summary>Which credential was shown.</summary>
    public const string CredentialId = Prefix + "credential-id";

    /// <summary>A service account's token as a credential.</summary>
    public static string TokenId(string id) => $"JTI={id}";

    /// <summary>The pod that a token belongs to.</summary>
    public const string PodName = Prefix + "pod-name";

    /// <summary>That pod's uid.</summary>
    public const string PodUid = Prefix + "pod-uid";

    /// <summary>The host on which that pod runs.</summary>
    public const string NodeName = Prefix + "node-name";

    /// <summary>That host's uid.</summary>
    public const string NodeUid = Prefix + "node-uid";
}
