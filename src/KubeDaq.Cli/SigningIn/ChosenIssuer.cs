using KubeDaq.Api.Identity;

namespace KubeDaq.Cli.SigningIn;

/// <summary>The issuer to sign in at, and the site that told of it.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Site">The site; null for an issuer given by its URL.</param>
/// <param name="SiteFile">The site's file.</param>
internal sealed record ChosenIssuer(SiteIssuer Issuer, IdentitySite? Site, string? SiteFile)
{
    /// <summary>Chooses by name or URL; without either the only one that the site has.</summary>
    /// <exception cref="CommandFailure">None fits.</exception>
    public static ChosenIssuer Choose(string? siteFile, string? wanted, string? client)
    {
        var site = siteFile is null ? null : SiteFiles.Read(siteFile);
        var known = site is null ? "" : string.Join(", ", site.Issuers.Select(issuer => issuer.Name));
        if (wanted is not null && site?.Find(wanted) is { } named)
            return new(named, site, siteFile);
        if (wanted?.StartsWith("https://", StringComparison.Ordinal) == true)
            return new(ByUrl(wanted, client ?? "kubedaq"), null, null);
        if (site is null)
            throw new CommandFailure(ExitCode.Usage, "no site file tells where to sign in: name one with --site or KUBEDAQ_SITE, or say --issuer https://...");
        if (wanted is not null)
            throw new CommandFailure(ExitCode.Usage, $"{siteFile} knows no issuer \"{wanted}\"; it knows {known}");
        return site.Issuers is [var only]
            ? new(only, site, siteFile)
            : throw new CommandFailure(ExitCode.Usage, $"say where to sign in with --issuer: {known}");
    }

    private static SiteIssuer ByUrl(string url, string client)
    {
        var preset = url.StartsWith("https://auth.cern.ch/", StringComparison.Ordinal) ? "preset: cern, "
            : url.StartsWith("https://cilogon.org/", StringComparison.Ordinal) ? "preset: fermilab, " : "";
        var name = preset.Length > 0 ? "" : "name: oidc, ";
        var text = $"issuers: [{{{preset}{name}url: '{url.Replace("'", "''", StringComparison.Ordinal)}', clients: ['{client.Replace("'", "''", StringComparison.Ordinal)}']}}]";
        return SiteReading.Read(text, out var errors)?.Issuers[0] ?? throw new CommandFailure(ExitCode.Usage, string.Join('\n', errors));
    }
}
