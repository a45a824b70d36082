using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Environments;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Volumes;

/// <summary>Gathers the files of volumes that come from the API: ConfigMaps, Secrets, the pod itself, tokens, and mixtures of them.</summary>
internal sealed class VolumeContents(IObjects objects, IPodTokens tokens)
{
    private const UnixFileMode DefaultMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly string[] Sources = ["configMap", "secret", "downwardAPI", "projected"];

    /// <summary>Whether a volume is of that sort.</summary>
    public static bool AreIn(JsonObject volume) => Sources.Any(volume.ContainsKey);

    /// <summary>The files of a volume.</summary>
    /// <exception cref="VolumeException">What it refers to is missing.</exception>
    public IReadOnlyList<VolumeFile> Of(JsonObject pod, JsonObject volume)
    {
        var mode = Mode(volume.At(Sources.First(volume.ContainsKey)), "defaultMode", DefaultMode);
        var files = volume["projected"] is { } projected
            ? projected.Maps("sources").SelectMany(source => Source(pod, source, mode))
            : Source(pod, volume, mode);
        return [.. files.GroupBy(file => file.Path).Select(group => group.Last())];
    }

    private IEnumerable<VolumeFile> Source(JsonObject pod, JsonObject source, UnixFileMode mode)
    {
        if (source["configMap"] is { } config)
            return Keys(config, mode, "config", Find(pod.Namespace(), "configmap", config.Text("name"), config), ConfigBytes);
        if (source["secret"] is { } secret)
            return Keys(secret, mode, "secret", Find(pod.Namespace(), "secret", secret.Text("secretName") ?? secret.Text("name"), secret), SecretBytes);
        if (source["downwardAPI"] is { } downward)
            return downward.Maps("items").Select(item => Downward(pod, item, mode));
        if (source["serviceAccountToken"] is { } token)
            return [new(token.Text("path") ?? "token", Encoding.UTF8.GetBytes(tokens.Token(pod, token.Text("audience"), token.Number("expirationSeconds") ?? 3600)), mode)];
        return [];
    }

    private JsonObject? Find(string ns, string kind, string? name, JsonNode reference) =>
        objects.Get(kind == "secret" ? Kinds.Secrets : Kinds.ConfigMaps, ns, name ?? "")?.Value
        ?? (reference.Flag("optional") ? null : throw new VolumeException($"{kind} \"{name}\" not found"));

    private static IEnumerable<VolumeFile> Keys(JsonNode reference, UnixFileMode mode, string kind, JsonObject? found, Func<JsonObject, Dictionary<string, byte[]>> read)
    {
        var data = found is null ? [] : read(found);
        if (reference["items"] is null)
            return data.Select(pair => new VolumeFile(pair.Key, pair.Value, mode));
        var items = reference.Maps("items").ToList();
        if (items.FirstOrDefault(item => !data.ContainsKey(item.Text("key") ?? "")) is { } missing && !reference.Flag("optional"))
            throw new VolumeException($"references non-existent {kind} key: {missing.Text("key")}");
        return items
            .Where(item => data.ContainsKey(item.Text("key") ?? ""))
            .Select(item => new VolumeFile(item.Text("path") ?? "", data[item.Text("key")!], Mode(item, "mode", mode)));
    }

    private static Dictionary<string, byte[]> ConfigBytes(JsonObject config)
    {
        var data = config.Pairs("data").ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value));
        foreach (var (key, value) in config.Pairs("binaryData"))
            data[key] = Convert.FromBase64String(value);
        return data;
    }

    private static Dictionary<string, byte[]> SecretBytes(JsonObject secret) =>
        secret.Pairs("data").ToDictionary(pair => pair.Key, pair => Convert.FromBase64String(pair.Value));

    private VolumeFile Downward(JsonObject pod, JsonObject item, UnixFileMode mode)
    {
        var container = pod.Maps("spec", "containers").FirstOrDefault(one => one.Text("name") == item.Text("resourceFieldRef", "containerName"));
        var text = item.Text("fieldRef", "fieldPath") is { } path
            ? DownwardFields.Field(pod, path)
            : container is null ? null : DownwardFields.Resource(container, item["resourceFieldRef"], Allocatable(pod));
        return new(item.Text("path") ?? "", Encoding.UTF8.GetBytes(text ?? ""), Mode(item, "mode", mode));
    }

    private JsonNode? Allocatable(JsonObject pod) => objects.Get(Kinds.Nodes, "", pod.Text("spec", "nodeName") ?? "")?.Value.At("status", "allocatable");

    private static UnixFileMode Mode(JsonNode? node, string field, UnixFileMode otherwise) => node.Number(field) is { } mode ? (UnixFileMode)mode : otherwise;
}
