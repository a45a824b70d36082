using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubeDaq.Sandbox.Identity;

/// <summary>The file with which kubectl and every other client reach the sandbox as its administrator.</summary>
internal static class AdminKubeconfig
{
    /// <summary>The name of cluster, user and context in it.</summary>
    public const string ContextName = "kubedaq-sandbox";

    /// <summary>The file in the sandbox's folder.</summary>
    public static string PathIn(string directory) => Path.Combine(directory, "admin.kubeconfig");

    /// <summary>Writes the file with a fresh certificate of a member of <c>system:masters</c>.</summary>
    public static void Write(string path, string server, CertificateAuthority authority)
    {
        using var certificate = authority.IssueClient("kubernetes-admin", Groups.Masters);
        using var key = certificate.GetECDsaPrivateKey()!;
        PrivateFile.Write(path, $$"""
            apiVersion: v1
            kind: Config
            current-context: {{ContextName}}
            clusters:
            - name: {{ContextName}}
              cluster:
                server: {{server}}
                certificate-authority-data: {{Base64(authority.CertificatePem)}}
            users:
            - name: {{ContextName}}
              user:
                client-certificate-data: {{Base64(certificate.ExportCertificatePem())}}
                client-key-data: {{Base64(key.ExportECPrivateKeyPem())}}
            contexts:
            - name: {{ContextName}}
              context:
                cluster: {{ContextName}}
                user: {{ContextName}}

            """);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
