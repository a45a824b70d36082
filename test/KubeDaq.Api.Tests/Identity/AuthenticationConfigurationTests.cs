using System.Runtime.CompilerServices;
using KubeDaq.Api.Identity;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.Identity;

/// <summary>Golden folders: site.yaml, and what is made of it or said of its mistakes. KUBEDAQ_GOLDEN=write writes them anew.</summary>
public sealed class AuthenticationConfigurationTests
{
    public static TheoryData<string> Cases => new(Directory.GetDirectories(Golden()).Select(folder => Path.GetFileName(folder)!));

    [Theory, MemberData(nameof(Cases))]
    public void A_site_gives_what_its_folder_says(string name)
    {
        var folder = Path.Combine(Golden(), name);
        var site = SiteReading.Read(File.ReadAllText(Path.Combine(folder, "site.yaml")), out var errors);
        var (file, made) = site is null
            ? ("errors.txt", string.Join('\n', errors) + "\n")
            : ("authentication.yaml", YamlText.Write(AuthenticationConfiguration.Of(site, Authorities(site))));
        var golden = Path.Combine(folder, file);
        if (Environment.GetEnvironmentVariable("KUBEDAQ_GOLDEN") == "write")
            File.WriteAllText(golden, made);
        Assert.Equal(File.ReadAllText(golden), made);
    }

    private static Dictionary<string, string> Authorities(IdentitySite site) =>
        site.Issuers.Where(issuer => issuer.CertificateAuthority is not null).ToDictionary(issuer => issuer.Name, _ => "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    private static string Golden([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
