using KubeDaq.Sandbox.Identity;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>The site file of the sandbox: from it sign-in, console and API server learn where cluster and issuers are.</summary>
internal static class SiteFile
{
    /// <summary>Its text.</summary>
    public static string Text(string server, IEnumerable<IdentityIssuer> issuers)
    {
        var entries = issuers.Select(issuer => $"""
            - name: {issuer.Profile.Name}
              preset: {issuer.Profile.Name}
              url: {issuer.Url}
              certificateAuthority: ../pki/ca.crt
              clients: [{ClientNames.CommandLine}, {ClientNames.Console}]
            """);
        return $"""
            # Written by 'kubedaq sandbox --identity' at each start. For development.
            cluster:
              name: {AdminKubeconfig.ContextName}
              server: {server}
              certificateAuthority: ../pki/ca.crt
            issuers:
            {string.Join('\n', entries)}

            """;
    }
}
