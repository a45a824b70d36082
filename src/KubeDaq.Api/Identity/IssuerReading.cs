namespace KubeDaq.Api.Identity;

/// <summary>Reads one issuer of a site file.</summary>
internal static class IssuerReading
{
    private static readonly string[] Fields =
        ["name", "preset", "url", "issuer", "certificateAuthority", "clients", "userClaim", "groupClaims", "scopes"];

    /// <summary>The issuer, or null where it has no usable name.</summary>
    public static SiteIssuer? Read(SiteFields fields)
    {
        fields.RefuseOthers(Fields);
        var preset = Preset(fields);
        var clients = fields.Words("clients") ?? [];
        if (clients.Count == 0 || !clients.All(SiteFields.IsClaimName))
            fields.Wrong("clients", "there is none", "list the client ids that you registered at the issuer, that of the command line first");
        var userClaim = fields.Text("userClaim") ?? preset.UserClaim;
        if (!SiteFields.IsClaimName(userClaim))
            fields.Wrong("userClaim", $"\"{userClaim}\" cannot be named in an expression", "no blanks and quotes");
        if (Name(fields, preset) is not { } name)
            return null;
        return new()
        {
            Name = name,
            Url = fields.Url("url", preset.Url.Length > 0 ? preset.Url : null),
            Issuer = fields.Text("issuer") is null ? null : fields.Url("issuer", null),
            CertificateAuthority = fields.Text("certificateAuthority"),
            Clients = clients,
            UserClaim = userClaim,
            GroupClaims = fields.Claims("groupClaims") ?? preset.GroupClaims(clients),
            Scopes = fields.Words("scopes") ?? preset.Scopes,
        };
    }

    private static IssuerPreset Preset(SiteFields fields)
    {
        if (fields.Text("preset") is not { } name)
            return IssuerPreset.Other;
        if (IssuerPreset.All.FirstOrDefault(known => known.Name == name) is { } preset)
            return preset;
        fields.Wrong("preset", $"there is no preset \"{name}\"", $"write one of {string.Join(", ", IssuerPreset.All.Select(known => known.Name))}, or leave it out and say url, userClaim and groupClaims");
        return IssuerPreset.Other;
    }

    private static string? Name(SiteFields fields, IssuerPreset preset)
    {
        var name = fields.Text("name") ?? preset.Name;
        if (name.Length is > 0 and <= 32 && char.IsAsciiLetterLower(name[0]) && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') && name != "system")
            return name;
        fields.Wrong("name", $"\"{name}\" cannot be the prefix of users and groups", "write a short word of small letters, digits and dashes, such as cern; \"system\" is Kubernetes' own");
        return null;
    }
}
