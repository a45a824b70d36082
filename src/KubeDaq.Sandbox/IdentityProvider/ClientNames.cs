namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>The programs that people sign in to.</summary>
internal static class ClientNames
{
    /// <summary>The command line: has no secret, as everybody has the program.</summary>
    public const string CommandLine = "kubedaq";

    /// <summary>The web console: a server, with a secret.</summary>
    public const string Console = "kubedaq-console";
}
