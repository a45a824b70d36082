using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Cli.SigningIn;

/// <summary>Writes into a kubeconfig how to reach the cluster as the person: kubectl then asks this program for tokens. No token stands there.</summary>
internal sealed class KubeconfigEntry(string file)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes user and context, and the cluster where the site tells of it; the context becomes the current one.</summary>
    /// <returns>The context's name.</returns>
    public string Write(ChosenIssuer chosen, string? ns)
    {
        var config = Read();
        var cluster = chosen.Site?.Cluster is { } described ? PutCluster(config, described) : CurrentCluster(config);
        var user = $"kubedaq-{chosen.Issuer.Name}";
        var context = $"{cluster}-{chosen.Issuer.Name}";
        Put(config, "users", user, "user", new JsonObject { ["exec"] = Exec(chosen) });
        var described2 = new JsonObject { ["cluster"] = cluster, ["user"] = user };
        if (ns is not null)
            described2["namespace"] = ns;
        Put(config, "contexts", context, "context", described2);
        config["current-context"] = context;
        Save(YamlText.Write(config));
        return context;
    }

    private static JsonObject Exec(ChosenIssuer chosen)
    {
        var arguments = new JsonArray("auth", "token", "--issuer", chosen.SiteFile is null ? chosen.Issuer.Url : chosen.Issuer.Name);
        foreach (var argument in chosen.SiteFile is null ? ["--client", chosen.Issuer.Clients[0]] : new[] { "--site", chosen.SiteFile })
            arguments.Add(argument);
        return new()
        {
            ["apiVersion"] = ExecCredential.ApiVersion,
            ["command"] = Environment.ProcessPath,
            ["args"] = arguments,
            ["interactiveMode"] = "IfAvailable",
            ["installHint"] = "Tokens come from 'kubedaq'; install it, or correct its path in this file.",
        };
    }

    private static string PutCluster(JsonObject config, SiteCluster cluster)
    {
        var described = new JsonObject { ["server"] = cluster.Server };
        if (cluster.CertificateAuthority is { } authority)
            described["certificate-authority-data"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(File.ReadAllText(authority)));
        Put(config, "clusters", cluster.Name, "cluster", described);
        return cluster.Name;
    }

    private string CurrentCluster(JsonObject config)
    {
        var current = OpenIdProvider.Text(config, "current-context");
        return (config["contexts"] as JsonArray ?? []).FirstOrDefault(item => OpenIdProvider.Text(item, "name") == current)?["context"] is { } context
            && OpenIdProvider.Text(context, "cluster") is { } cluster
            ? cluster
            : throw new CommandFailure(ExitCode.Error, $"you are signed in, but {file} has no current context and the site file no cluster, so it is not known for which cluster; add 'cluster:' to the site file");
    }

    /// <summary>Puts a named entry in the place of one of the same name.</summary>
    private static void Put(JsonObject config, string list, string name, string field, JsonObject value)
    {
        if (config[list] is not JsonArray items)
            config[list] = items = [];
        var entry = new JsonObject { ["name"] = name, [field] = value };
        var at = items.ToList().FindIndex(item => OpenIdProvider.Text(item, "name") == name);
        if (at < 0)
            items.Add(entry);
        else
            items[at] = entry;
    }

    private JsonObject Read()
    {
        if (!File.Exists(file))
            return new() { ["apiVersion"] = "v1", ["kind"] = "Config" };
        try
        {
            return YamlText.Read(File.ReadAllText(file)) is [JsonObject config] ? config : new() { ["apiVersion"] = "v1", ["kind"] = "Config" };
        }
        catch (YamlTextException error)
        {
            throw new CommandFailure(ExitCode.Error, $"you are signed in, but kubeconfig {file} cannot be read: {error.Message}");
        }
    }

    private void Save(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = $"{file}.{Environment.ProcessId}.new";
        File.Delete(temporary);
        using (var writer = new StreamWriter(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            writer.Write(text);
        File.Move(temporary, file, overwrite: true);
    }
}
