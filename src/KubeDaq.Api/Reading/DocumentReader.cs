using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Schema;
using KubeDaq.Api.Serialization;
using KubeDaq.Api.Validation;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Reading;

/// <summary>Makes objects of one document, and says what is wrong with it.</summary>
internal sealed class DocumentReader(YamlDocument document)
{
    private readonly FieldErrors _errors = new();

    public IReadOnlyList<FieldError> Errors => _errors.All;

    public IEnumerable<KubeObject> Read()
    {
        if (document.Root is not JsonObject root)
        {
            _errors.Add("", $"is {Json.What(document.Root)}, not an object", "write apiVersion, kind, metadata and spec, as in docs/partition.md");
            return [];
        }
        return Text(root["kind"]) == "List" && root["items"] is JsonArray items
            ? [.. items.SelectMany((item, i) => ReadItem(item, $"items[{i}]"))]
            : [.. ReadObject(root, "")];
    }

    private IEnumerable<KubeObject> ReadItem(JsonNode? item, string path)
    {
        if (item is JsonObject found)
            return ReadObject(found, path);
        _errors.Add(path, $"is {Json.What(item)}, not an object", "write one object for each entry of the list");
        return [];
    }

    private IEnumerable<KubeObject> ReadObject(JsonObject root, string path)
    {
        if (KindOf(root, path) is not { } kind)
            return [];
        var before = Errors.Count;
        new Shape(_errors).Check(root, KubeDaqJson.Options.GetTypeInfo(kind.Type), path);
        if (Errors.Count > before || Deserialize(root, kind, path) is not { } found)
            return [];
        var errors = Validate(found);
        foreach (var error in errors)
            _errors.Add(path.Length == 0 ? error.Field : $"{path}.{error.Field}", error.Problem, error.Advice);
        return errors.Count == 0 ? [found] : [];
    }

    private ObjectKind? KindOf(JsonObject root, string path)
    {
        var (version, name) = (Text(root["apiVersion"]), Text(root["kind"]));
        var kind = Kinds.All.FirstOrDefault(kind => kind.Kind == name);
        var names = string.Join(", ", Kinds.All.Select(kind => kind.Kind));
        if (kind is null)
        {
            var problem = name is null ? "is missing" : $"{Names.Quote(name)} is not a kind of {ApiGroup.Name}";
            _errors.Add(FieldPath.Field(path, "kind"), problem, Similar.Hint(name, Kinds.All.Select(k => k.Kind)) ?? $"write one of {names}; kubectl apply takes other kinds");
        }
        if (version != ApiGroup.ApiVersion)
            _errors.Add(FieldPath.Field(path, "apiVersion"), version is null ? "is missing" : $"{Names.Quote(version)} is not read here", $"write {ApiGroup.ApiVersion}");
        return version == ApiGroup.ApiVersion ? kind : null;
    }

    private KubeObject? Deserialize(JsonObject root, ObjectKind kind, string path)
    {
        try
        {
            return (KubeObject?)root.Deserialize(KubeDaqJson.Options.GetTypeInfo(kind.Type));
        }
        catch (JsonException error)
        {
            _errors.Add(path, $"cannot be read at {error.Path}", $"compare with kubectl explain {kind.Names.Singular}");
            return null;
        }
    }

    private static IReadOnlyList<FieldError> Validate(KubeObject found) => found switch
    {
        Partition partition => PartitionValidation.Validate(partition),
        ReadoutCard card => ReadoutCardValidation.Validate(card),
        DaqHost host => DaqHostValidation.Validate(host),
        HostAccessPolicy policy => HostAccessPolicyValidation.Validate(policy),
        _ => [],
    };

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
