using System.CommandLine;
using KubeDaq.Cli.SigningIn;

namespace KubeDaq.Cli.Verbs.Identity;

/// <summary>The options that name an issuer.</summary>
internal sealed class IssuerOptions
{
    private readonly Option<string?> _site = new("--site") { Description = "The site file of your laboratory; without it that of KUBEDAQ_SITE, or ~/.config/kubedaq/site.yaml.", HelpName = "file" };
    private readonly Option<string?> _issuer = new("--issuer") { Description = "Where to sign in: a name of the site file, such as cern, or a URL.", HelpName = "name or URL" };
    private readonly Option<string?> _client = new("--client") { Description = "The client id at an issuer that is given by its URL; without it kubedaq.", HelpName = "id" };

    public void AddTo(Command command)
    {
        command.Add(_site);
        command.Add(_issuer);
        command.Add(_client);
    }

    public ChosenIssuer Choose(ParseResult parsed) =>
        ChosenIssuer.Choose(SiteFiles.Find(parsed.GetValue(_site), Environment.GetEnvironmentVariable), parsed.GetValue(_issuer), parsed.GetValue(_client));
}
