using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Identity;

/// <summary>Reads a site file, and says all that is wrong with it at once.</summary>
public static class SiteReading
{
    private static readonly string[] TopFields = ["cluster", "issuers"];
    private static readonly string[] ClusterFields = ["name", "server", "certificateAuthority"];

    /// <summary>Reads the text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="errors">What is wrong; empty when there is a site.</param>
    /// <returns>The site, or null.</returns>
    public static IdentitySite? Read(string text, out IReadOnlyList<FieldError> errors)
    {
        var found = new FieldErrors();
        errors = found.All;
        var site = Documents(text, found) is { } fields ? Read(fields, found) : null;
        return found.All.Count == 0 ? site : null;
    }

    private static JsonObject? Documents(string text, FieldErrors errors)
    {
        try
        {
            if (YamlText.Read(text) is [JsonObject fields])
                return fields;
            errors.Add("", "a site file is one YAML document of fields", "begin it with 'issuers:'");
        }
        catch (YamlTextException error)
        {
            errors.Add("", $"line {error.Line}: {error.Problem}", error.Advice);
        }
        return null;
    }

    private static IdentitySite Read(JsonObject fields, FieldErrors errors)
    {
        var top = new SiteFields(fields, "", errors);
        top.RefuseOthers(TopFields);
        var cluster = fields["cluster"] is JsonObject described ? Cluster(new(described, "cluster", errors)) : null;
        var issuers = new List<SiteIssuer>();
        foreach (var (item, index) in (fields["issuers"] as JsonArray ?? []).Select((item, index) => (item, index)))
        {
            var place = FieldPath.Item("issuers", index);
            if (item is not JsonObject issuer)
                errors.Add(place, "an issuer is a map of fields", "write 'name:' and 'url:'");
            else if (IssuerReading.Read(new(issuer, place, errors)) is { } read)
                issuers.Add(read);
        }
        if (fields["issuers"] is not JsonArray { Count: > 0 })
            errors.Add("issuers", "there is none", "list at least one, such as {name: cern, preset: cern, clients: [...]}");
        foreach (var twice in issuers.GroupBy(issuer => issuer.Name).Where(group => group.Count() > 1))
            errors.Add("issuers", $"two are called {twice.Key}", "their users would be the same people to Kubernetes: give each a name of its own");
        foreach (var twice in issuers.GroupBy(issuer => issuer.TokenIssuer).Where(group => group.Count() > 1))
            errors.Add("issuers", $"{twice.Key} stands twice", "keep one; list all its clients there");
        return new(cluster, issuers);
    }

    private static SiteCluster Cluster(SiteFields fields)
    {
        fields.RefuseOthers(ClusterFields);
        return new(fields.Text("name") ?? "kubedaq", fields.Url("server", null), fields.Text("certificateAuthority"));
    }
}
