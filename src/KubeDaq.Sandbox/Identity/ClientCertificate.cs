using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Identity;

/// <summary>Reads from a certificate who its owner is: the common name is the user, each organization a group.</summary>
internal static class ClientCertificate
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    /// <summary>The owner, or null for a certificate that names nobody. Whether it is to be trusted is another question.</summary>
    public static UserInfo? UserOf(X509Certificate2 certificate)
    {
        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false)
            .Where(part => !part.HasMultipleElements)
            .Select(part => (Type: part.GetSingleElementType().Value, Value: ValueOf(part)))
            .ToList();
        if (parts.LastOrDefault(part => part.Type == CommonName).Value is not { Length: > 0 } name)
            return null;
        var fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        return new(name, null, [.. parts.Where(part => part.Type == Organization).Select(part => part.Value), Groups.Authenticated],
            new Dictionary<string, IReadOnlyList<string>> { [UserExtra.CredentialId] = [$"X509SHA256={fingerprint}"] });
    }

    private static string ValueOf(X500RelativeDistinguishedName part) => part.GetSingleElementValue() ?? "";
}
