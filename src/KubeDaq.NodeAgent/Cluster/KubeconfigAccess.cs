using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>The way that the current context of a kubeconfig describes, for an agent beside a cluster: in tests, and for people who try it.</summary>
internal sealed class KubeconfigAccess
{
    private readonly string _path;
    private readonly JsonObject _cluster;
    private readonly JsonObject _user;

    private KubeconfigAccess(string path, JsonObject root)
    {
        _path = path;
        var context = Entry(root, "contexts", "context", Text(root, "current-context") ?? throw Wrong("has no current-context"));
        _cluster = Entry(root, "clusters", "cluster", Text(context, "cluster") ?? "");
        _user = Entry(root, "users", "user", Text(context, "user") ?? "");
    }

    /// <exception cref="AccessException">The file cannot be used.</exception>
    public static ApiAccess Load(string path, TimeProvider time)
    {
        try
        {
            var root = YamlText.Read(File.ReadAllText(path)) is [JsonObject only] ? only : throw new AccessException($"kubeconfig {path} is not one object");
            return new KubeconfigAccess(path, root).Access(time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlTextException or FormatException)
        {
            throw new AccessException($"cannot read kubeconfig {path}: {e.Message}", e);
        }
    }

    private ApiAccess Access(TimeProvider time)
    {
        if (_cluster["insecure-skip-tls-verify"]?.GetValueKind() == JsonValueKind.True)
            throw Wrong("asks to skip TLS verification (insecure-skip-tls-verify), which would give the credentials to anybody; set certificate-authority-data instead");
        if (!Uri.TryCreate(Text(_cluster, "server"), UriKind.Absolute, out var server) || server.Scheme != "https")
            throw Wrong("names no server such as https://host:6443");
        if (_user["exec"] is not null || _user["auth-provider"] is not null)
            throw Wrong("gets its credentials from another program, which the agent does not run; use a token or a client certificate");
        var authorities = Data(_cluster, "certificate-authority");
        return new ApiAccess(server, authorities is null ? null : Certificates.Authorities(authorities), Token(time), Certificate());
    }

    private TokenSource? Token(TimeProvider time)
    {
        if (Text(_user, "tokenFile") is { } file)
            return new TokenSource(Beside(file), time);
        return Text(_user, "token") is { } token ? TokenSource.Fixed(token) : null;
    }

    private X509Certificate2? Certificate() =>
        Data(_user, "client-certificate") is { } certificate && Data(_user, "client-key") is { } key ? Certificates.Client(certificate, key) : null;

    /// <summary>What stands in the file itself goes before a path.</summary>
    private string? Data(JsonObject owner, string name)
    {
        if (Text(owner, name + "-data") is { } data)
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        return Text(owner, name) is { } file ? File.ReadAllText(Beside(file)) : null;
    }

    private string Beside(string file) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path))!, file);

    private JsonObject Entry(JsonObject root, string list, string field, string name) =>
        (root[list] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(e => Text(e, "name") == name)?[field] as JsonObject
        ?? throw Wrong($"has no {field} \"{name}\"");

    private AccessException Wrong(string what) => new($"kubeconfig {_path} {what}");

    private static string? Text(JsonObject owner, string name) =>
        owner[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;
}
