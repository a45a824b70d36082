using System.CommandLine;
using KubeDaq.Api.Identity;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.SigningIn;

namespace KubeDaq.Cli.Verbs.Identity;

/// <summary>Writes the file with which an API server knows the people of a site.</summary>
internal sealed class AuthGenerateCommand : Verb
{
    private readonly Option<string> _file = new("--filename", "-f") { Description = "The site file.", HelpName = "file", Required = true };
    private readonly Option<bool> _offline = new("--offline") { Description = "Do not ask the issuers whether they are who the site file says." };

    public AuthGenerateCommand(Shell shell)
        : base(shell, "generate", "Print the API server's AuthenticationConfiguration for a site file.")
    {
        Add(_file);
        Add(_offline);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var file = Path.GetFullPath(parsed.GetRequiredValue(_file));
        var site = SiteFiles.Read(file);
        if (!parsed.GetValue(_offline))
            site = site with { Issuers = await Task.WhenAll(site.Issuers.Select(issuer => AskAsync(issuer, stop))) };
        var authorities = site.Issuers.Where(issuer => issuer.CertificateAuthority is not null)
            .ToDictionary(issuer => issuer.Name, issuer => File.ReadAllText(issuer.CertificateAuthority!));
        await Terminal.Out.WriteAsync($"# Made by 'kubedaq auth generate -f {Path.GetFileName(file)}'; for kube-apiserver --authentication-config\n");
        await Terminal.Out.WriteAsync(YamlText.Write(AuthenticationConfiguration.Of(site, authorities)));
        return ExitCode.Done;
    }

    /// <summary>The issuer as its discovery document names it, which may be another than where the document is.</summary>
    private static async Task<SiteIssuer> AskAsync(SiteIssuer issuer, CancellationToken stop)
    {
        using var provider = new OpenIdProvider(issuer);
        var named = OpenIdProvider.Text(await provider.DescriptionAsync(stop), "issuer")!;
        return named == issuer.TokenIssuer ? issuer : issuer with { Issuer = named };
    }
}
