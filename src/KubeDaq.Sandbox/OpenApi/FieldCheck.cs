using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>Holds objects of built-in kinds to their types, as decoding into Go structs does.</summary>
internal sealed class FieldCheck
{
    private const string QuantityPattern = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";

    private readonly ResourceKind _kind;
    private readonly List<string> _unknown = [];

    private FieldCheck(ResourceKind kind) => _kind = kind;

    /// <summary>Takes away fields that the kind does not have and nulls, in place; the paths of the unknown fields.</summary>
    /// <exception cref="StatusException">400: a field is of another type.</exception>
    public static List<string> Clean(ResourceKind kind, JsonObject value)
    {
        var check = new FieldCheck(kind);
        if (Models.Of(kind) is { } model)
            check.Struct(model, value, "", "");
        return check._unknown;
    }

    private void Struct(ModelType type, JsonObject value, string path, string goPath)
    {
        foreach (var (key, item) in value.ToList())
        {
            var at = path.Length == 0 ? key : $"{path}.{key}";
            if (!type.Fields.TryGetValue(key, out var field))
            {
                value.Remove(key);
                _unknown.Add(at);
            }
            else if (item is null)
                value.Remove(key);
            else if (Any(field.Type, item, at, goPath.Length == 0 ? key : $"{goPath}.{key}", type.GoName) || Shortens(key, item))
                value.Remove(key);
        }
    }

    // Flags and numbers that Go leaves out when they are false or 0; other optional fields are pointers, which keep them.
    private static bool Shortens(string key, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.False => key is "hostNetwork" or "hostPID" or "hostIPC" or "paused" or "unschedulable" or "readOnly" or "stdin" or "stdinOnce" or "tty" or "publishNotReadyAddresses",
        JsonValueKind.Number => key is "minReadySeconds" or "hostPort" or "initialDelaySeconds" && value.ToJsonString() == "0",
        JsonValueKind.String => key is "nodeName" or "serviceAccountName" or "serviceAccount" or "generateName" or "resourceVersion" or "uid" or "workingDir" && value.GetValue<string>().Length == 0,
        _ => false,
    };

    /// <summary>Checks a value; true where Go would leave it out because it is empty.</summary>
    private bool Any(ModelType type, JsonNode value, string path, string goPath, string owner)
    {
        switch (type.Form, value)
        {
            case (ModelForm.Struct, JsonObject map):
                Struct(type, map, path, goPath);
                return false;
            case (ModelForm.Map, JsonObject map):
                foreach (var (key, item) in map.ToList())
                {
                    if (item is null)
                        map[key] = type.Inner.Form == ModelForm.Text ? "" : null;
                    else
                        Any(type.Inner, item, $"{path}.{key}", goPath, owner);
                }
                return map.Count == 0;
            case (ModelForm.List, JsonArray list):
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is { } item)
                        Any(type.Inner, item, $"{path}[{i}]", goPath, owner);
                }
                return list.Count == 0;
            default:
                Scalar(type, value, goPath, owner);
                return false;
        }
    }

    private void Scalar(ModelType type, JsonNode value, string goPath, string owner)
    {
        var kind = value.GetValueKind();
        var fits = type.Form switch
        {
            ModelForm.Any => true,
            ModelForm.Text => kind == JsonValueKind.String,
            ModelForm.Time => kind == JsonValueKind.String && IsTime(value.GetValue<string>(), goPath),
            ModelForm.Bytes => kind == JsonValueKind.String && Decodes(value.GetValue<string>()),
            ModelForm.Int32 => kind == JsonValueKind.Number && int.TryParse(value.ToJsonString(), out _),
            ModelForm.Int64 => kind == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _),
            ModelForm.Double => kind == JsonValueKind.Number,
            ModelForm.Flag => kind is JsonValueKind.True or JsonValueKind.False,
            ModelForm.Quantity => Quantity.TryParse(value, out _),
            ModelForm.IntOrText => kind is JsonValueKind.String or JsonValueKind.Number,
            _ => false,
        };
        if (!fits && type.Form == ModelForm.Quantity)
            throw Bad($"quantities must match the regular expression '{QuantityPattern}'");
        if (!fits)
            throw Bad($"json: cannot unmarshal {Name(kind, value)} into Go struct field {owner}.{goPath} of type {Wanted(type)}");
    }

    private static string Wanted(ModelType type) => type.Form == ModelForm.Map ? type.Inner.GoType is var inner ? $"map[string]{inner}" : "" : type.GoType;

    private static string Name(JsonValueKind kind, JsonNode value) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => long.TryParse(value.ToJsonString(), out _) ? "number" : $"number {value.ToJsonString()}",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private bool IsTime(string text, string goPath)
    {
        var exact = goPath.Split('.')[^1] is "eventTime" or "acquireTime" or "renewTime" or "lastObservedTime";
        return TimeText.Complaint(text, exact) is { } complaint ? throw Bad(complaint) : true;
    }

    private bool Decodes(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '/' or '=' or '\n' or '\r'))
                throw Bad($"illegal base64 data at input byte {i}");
        }
        if (text.Length % 4 != 0 && !text.Contains('\n', StringComparison.Ordinal))
            throw Bad($"illegal base64 data at input byte {text.Length / 4 * 4}");
        return true;
    }

    private StatusException Bad(string why) => StatusException.BadRequest($"{_kind.Kind} in version \"{_kind.Version}\" cannot be handled as a {_kind.Kind}: {why}");
}
