using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;
using KubeDaq.Api.Yaml;
using KubeDaq.Cluster.Sites;

namespace KubeDaq.Console.Configuration;

/// <summary>Reads the console's file: strictly, and with all that is wrong at once. Files that it names are beside it.</summary>
internal sealed class ConfigurationReading(string file, FieldErrors errors)
{
    private static readonly string[] TopFields = ["site", "kubeconfig", "address", "listen", "tls", "insecureHttp", "issuers", "namespaces", "sessions"];
    private static readonly string[] IssuerFields = ["name", "client", "secretFile", "actAs", "groups"];
    private static readonly string[] TlsFields = ["certificate", "key"];

    /// <exception cref="ConfigurationException">All that is wrong.</exception>
    /// <exception cref="SiteFileException">The site file is.</exception>
    public static ConsoleOptions Load(string path)
    {
        var file = Path.GetFullPath(path);
        var errors = new FieldErrors();
        var options = new ConfigurationReading(file, errors).Read(Fields(file));
        return options is not null && errors.All.Count == 0 ? options : throw ConfigurationException.Of(path, errors.All);
    }

    private static JsonObject Fields(string file)
    {
        try
        {
            return YamlText.Read(File.ReadAllText(file)) is [JsonObject fields] ? fields : throw new ConfigurationException($"{file} must be one YAML document of fields; begin it with 'site:'");
        }
        catch (YamlTextException e)
        {
            throw new ConfigurationException($"{file}: line {e.Line}: {e.Problem}; {e.Advice}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"cannot read {file}: {e.Message}");
        }
    }

    private ConsoleOptions? Read(JsonObject fields)
    {
        var top = new SiteFields(fields, "", errors);
        top.RefuseOthers(TopFields);
        if (top.Text("site") is not { } named)
        {
            top.Wrong("site", "is missing", "name the site file, as for 'kubedaq auth generate'");
            return null;
        }
        var site = SiteFile.Read(Beside(named));
        var listen = Listening.Read(top, fields);
        var tls = fields["tls"] is JsonObject described ? Tls(new(described, "tls", errors)) : null;
        Listening.Check(top, listen, tls, fields);
        return new()
        {
            Issuers = Issuers(site, fields),
            Cluster = site.Cluster,
            Kubeconfig = top.Text("kubeconfig") is { } kubeconfig ? ExistingFile(top, "kubeconfig", kubeconfig) : null,
            Address = fields.ContainsKey("address") && Uri.TryCreate(top.Url("address", null), UriKind.Absolute, out var address) ? address : null,
            Listen = listen,
            Tls = tls,
            Namespaces = top.Words("namespaces") ?? [],
            Sessions = fields["sessions"] is JsonObject sessions ? LimitsReading.Read(new(sessions, "sessions", errors), sessions) : new(),
        };
    }

    private List<ConsoleIssuer> Issuers(IdentitySite site, JsonObject fields)
    {
        var found = new List<ConsoleIssuer>();
        foreach (var (item, index) in (fields["issuers"] as JsonArray ?? []).Select((item, index) => (item, index)))
        {
            var place = FieldPath.Item("issuers", index);
            if (item is not JsonObject described)
                errors.Add(place, "an issuer is a map of fields", "write 'name:', 'client:' and 'secretFile:'");
            else if (Issuer(site, new(described, place, errors)) is { } issuer)
                found.Add(issuer);
        }
        if (fields["issuers"] is not JsonArray { Count: > 0 })
            errors.Add("issuers", "there is none", "list those of the site file where the console is registered: {name: cern, client: ..., secretFile: ...}");
        foreach (var twice in found.GroupBy(issuer => issuer.Site.Name).Where(group => group.Count() > 1))
            errors.Add("issuers", $"{twice.Key} stands twice", "keep one");
        return found;
    }

    private ConsoleIssuer? Issuer(IdentitySite site, SiteFields fields)
    {
        fields.RefuseOthers(IssuerFields);
        var known = string.Join(", ", site.Issuers.Select(issuer => issuer.Name));
        var issuer = fields.Text("name") is { } name ? site.Find(name) : null;
        if (issuer is null)
            fields.Wrong("name", "is none of the site file's issuers", $"write one of {known}");
        var client = fields.Text("client");
        if (client is null || (issuer is not null && !issuer.Clients.Contains(client)))
            fields.Wrong("client", "is none of the issuer's clients in the site file", $"write one of {string.Join(", ", issuer?.Clients ?? [])}; the API server takes tokens for these");
        var secret = fields.Text("secretFile");
        if (secret is null)
            fields.Wrong("secretFile", "is missing", "name the file with the client's secret");
        var (actAs, groups) = (ActAs(fields), fields.Words("groups"));
        if (groups is not null && actAs == Configuration.ActAs.Token)
            fields.Wrong("groups", "are of no use where people's own tokens are passed on", "leave it out, or write 'actAs: Impersonation'");
        return issuer is null || client is null || secret is null ? null : new(issuer, client, ExistingFile(fields, "secretFile", secret), actAs, groups);
    }

    private static ActAs ActAs(SiteFields fields)
    {
        var text = fields.Text("actAs") ?? nameof(Configuration.ActAs.Token);
        if (Enum.TryParse<ActAs>(text, out var actAs) && Enum.IsDefined(actAs))
            return actAs;
        fields.Wrong("actAs", $"\"{text}\" is no way to work as a person", "write Token or Impersonation");
        return default;
    }

    private TlsFiles? Tls(SiteFields fields)
    {
        fields.RefuseOthers(TlsFields);
        var (certificate, key) = (fields.Text("certificate"), fields.Text("key"));
        foreach (var (name, value) in new[] { ("certificate", certificate), ("key", key) }.Where(pair => pair.Item2 is null))
            fields.Wrong(name, "is missing", "name its PEM file");
        return certificate is null || key is null ? null : new(ExistingFile(fields, "certificate", certificate), ExistingFile(fields, "key", key));
    }

    private string ExistingFile(SiteFields fields, string name, string file)
    {
        var path = Beside(file);
        if (!File.Exists(path))
            fields.Wrong(name, $"there is no file {path}", "correct the name, or make it");
        return path;
    }

    private string Beside(string other) => Path.GetFullPath(other, Path.GetDirectoryName(file)!);
}
