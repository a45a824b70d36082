using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>One mapping of the hosts file; reading from it notes what is wrong.</summary>
internal sealed class HostFields
{
    private readonly JsonObject _fields;
    private readonly string _path;
    private readonly FieldErrors _errors;

    /// <summary>Takes a mapping that may have these fields and no others.</summary>
    public HostFields(JsonNode? node, string path, FieldErrors errors, params string[] known)
    {
        (_fields, _path, _errors) = (node as JsonObject ?? [], path, errors);
        if (node is not JsonObject)
            errors.Add(path, "is not a mapping", "write fields such as `name: daq2` below it");
        foreach (var unknown in _fields.Select(field => field.Key).Where(key => !known.Contains(key)))
            errors.Add(FieldPath.Field(path, unknown), "is not a field here", $"the fields are {string.Join(", ", known)}");
    }

    /// <summary>The path of a field.</summary>
    public string Path(string field) => FieldPath.Field(_path, field);

    /// <summary>A text, or what stands for it where it is missing. A number is read as text.</summary>
    public string Text(string field, string otherwise)
    {
        if (_fields[field] is not { } value)
            return otherwise;
        if (value is JsonValue and not null && value.GetValueKind() is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number)
            return value.AsText() ?? value.ToJsonString();
        _errors.Add(Path(field), "is not a single value", "write one word or number");
        return otherwise;
    }

    /// <summary>Checks a text and notes the problem.</summary>
    public string Checked(string field, string value, Func<string, bool> good, string problem, string advice)
    {
        if (!good(value))
            _errors.Add(Path(field), $"\"{value}\" {problem}", advice);
        return value;
    }

    /// <summary>The items of a list with their paths.</summary>
    public IEnumerable<(JsonNode? Item, string Path)> List(string field)
    {
        if (_fields[field] is null or JsonArray)
            return (_fields[field] as JsonArray ?? []).Select((item, place) => (item, FieldPath.Item(Path(field), place)));
        _errors.Add(Path(field), "is not a list", "write entries that start with a dash, or [a, b]");
        return [];
    }

    /// <summary>The texts of a list, each once.</summary>
    public IReadOnlyList<string> Texts(string field, Func<string, bool> good, string problem, string advice)
    {
        var texts = new List<string>();
        foreach (var (item, path) in List(field))
        {
            var text = item.AsText() ?? item?.ToJsonString() ?? "";
            if (!good(text))
                _errors.Add(path, $"\"{text}\" {problem}", advice);
            else if (texts.Contains(text))
                _errors.Add(path, $"\"{text}\" stands twice", "keep one of them");
            else
                texts.Add(text);
        }
        return texts;
    }

    /// <summary>A mapping of texts.</summary>
    public IReadOnlyDictionary<string, string> Labels(string field)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (key, value) in _fields[field] as JsonObject ?? [])
        {
            var text = value.AsText() ?? value?.ToJsonString() ?? "";
            if (!Names.IsLabelKey(key) || !Names.IsLabelValue(text))
                _errors.Add(FieldPath.Field(Path(field), key), $"\"{key}: {text}\" is not a label", "write letters, digits, dashes, underscores and dots, at most 63");
            labels[key] = text;
        }
        return labels;
    }
}
