using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeDaq.Api.Yaml;

/// <summary>Builds JSON trees from the events of a YAML parser, within limits.</summary>
internal sealed class YamlReader(string text, YamlLimits limits)
{
    private const string Simplify = "write the values out where they are needed";

    private readonly Parser _events = new(new Scanner(new StringReader(text)));
    private readonly Dictionary<string, JsonNode?> _anchors = [];
    private Dictionary<string, int> _lines = [];
    private int _nodes;
    private int _depth;

    public IReadOnlyList<YamlDocument> ReadAll()
    {
        if (text.Length > limits.Length)
            throw new YamlTextException(1, $"the text has {text.Length:N0} characters, {limits.Length:N0} are read at most", "split it into several files");
        try
        {
            return ReadDocuments();
        }
        catch (YamlException error)
        {
            var (first, last) = ((int)error.Start.Line, (int)error.End.Line);
            throw new YamlTextException(Math.Max(1, Math.Max(first, last)), $"not YAML: {error.Message.Split('\n')[0].TrimEnd('.', ' ')}", Advice(first, last));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The parser gives up on some texts with these instead of its own exception.
            var line = Math.Max(1, (int)(_events.Current?.End.Line ?? 1));
            throw new YamlTextException(line, "not YAML: the text cannot be read on from here", Advice(line, line + 1));
        }
    }

    private List<YamlDocument> ReadDocuments()
    {
        var documents = new List<YamlDocument>();
        _events.Consume<StreamStart>();
        while (!_events.Accept<StreamEnd>(out _))
        {
            _events.Consume<DocumentStart>();
            _anchors.Clear();
            _lines = [];
            var line = Line();
            if (ReadNode("") is { } root)
                documents.Add(new YamlDocument(root, line, _lines));
            _events.Consume<DocumentEnd>();
        }
        return documents;
    }

    private JsonNode? ReadNode(string path)
    {
        var line = Line();
        _lines[path] = line;
        CountNodes(line, 1);
        _depth++;
        CheckDepth(line, 0);
        var node = ReadAny(path, line);
        _depth--;
        return node;
    }

    private JsonNode? ReadAny(string path, int line)
    {
        if (_events.TryConsume<AnchorAlias>(out var alias))
            return Aliased(alias.Value.Value, line);
        var anchor = (_events.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var node = _events.Current switch
        {
            MappingStart => ReadMapping(path),
            SequenceStart => ReadSequence(path),
            _ => ReadScalar(_events.Consume<Scalar>()),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = node;
        return node;
    }

    private JsonObject ReadMapping(string path)
    {
        var fields = new JsonObject();
        var merged = new List<JsonObject>();
        _events.Consume<MappingStart>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var line = Line();
            if (!_events.TryConsume<Scalar>(out var key))
                throw new YamlTextException(line, "a key is not a plain word", "write `key: value`");
            if (key is { IsKey: true, Style: ScalarStyle.Plain, Value: "<<" })
                merged.AddRange(Merged(ReadNode(path), line));
            else
                AddField(fields, Key(key), path, line);
        }
        foreach (var field in merged.SelectMany(other => other))
            fields.TryAdd(field.Key, field.Value?.DeepClone());
        return fields;
    }

    private void AddField(JsonObject fields, string name, string path, int line)
    {
        if (fields.ContainsKey(name))
            throw new YamlTextException(line, $"{FieldPath.Field(path, name)} stands twice", "keep one of them");
        var field = FieldPath.Field(path, name);
        fields[name] = ReadNode(field);
        _lines[field] = line;
    }

    private JsonArray ReadSequence(string path)
    {
        var items = new JsonArray();
        _events.Consume<SequenceStart>();
        while (!_events.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(FieldPath.Item(path, items.Count)));
        return items;
    }

    private static JsonNode? ReadScalar(Scalar scalar)
    {
        var line = (int)scalar.Start.Line;
        if (!scalar.Tag.IsEmpty && scalar.Tag.Value != "!" && scalar.Tag.Value != "tag:yaml.org,2002:str")
            throw new YamlTextException(line, $"the tag {scalar.Tag.Value} is not understood", "leave it out");
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
            return JsonValue.Create(scalar.Value);
        if (YamlScalar.IsBeyondJson(scalar.Value))
            throw new YamlTextException(line, $"{scalar.Value} is not a number that JSON has", "quote it if it is a word");
        return YamlScalar.Resolve(scalar.Value);
    }

    private static string Key(Scalar key) => ReadScalar(key) switch
    {
        null => throw new YamlTextException((int)key.Start.Line, "a key is empty", "write a name before the colon"),
        JsonValue value when value.TryGetValue<string>(out var name) => name,
        var other => other.ToJsonString(),
    };

    private JsonNode? Aliased(string name, int line)
    {
        if (!_anchors.TryGetValue(name, out var node))
            throw new YamlTextException(line, $"nothing before this line is named &{name}", Simplify);
        CountNodes(line, Size(node));
        CheckDepth(line, Depth(node));
        return node?.DeepClone();
    }

    private static IEnumerable<JsonObject> Merged(JsonNode? node, int line) => node switch
    {
        JsonObject one => [one],
        JsonArray many when many.All(one => one is JsonObject) => many.Select(one => one!.AsObject()),
        _ => throw new YamlTextException(line, "<< merges something that is not a mapping", Simplify),
    };

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject fields => 1 + fields.Sum(field => Size(field.Value)),
        JsonArray items => 1 + items.Sum(Size),
        _ => 1,
    };

    private static int Depth(JsonNode? node) => node switch
    {
        JsonObject fields => 1 + fields.Select(field => Depth(field.Value)).DefaultIfEmpty().Max(),
        JsonArray items => 1 + items.Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private void CheckDepth(int line, int more)
    {
        if (_depth + more > limits.Depth)
            throw new YamlTextException(line, $"values stand more than {limits.Depth} deep within each other", "flatten the text");
    }

    private void CountNodes(int line, int more)
    {
        _nodes += more;
        if (_nodes > limits.Nodes)
            throw new YamlTextException(line, $"the text has more than {limits.Nodes:N0} values, with aliases written out", Simplify);
    }

    private int Line() => _events.Accept<ParsingEvent>(out var next) ? Math.Max(1, (int)next.Start.Line) : 1;

    private string Advice(int first, int last)
    {
        var lines = text.Split('\n').Skip(Math.Max(0, first - 1)).Take(Math.Max(1, last - first + 2));
        return lines.Any(line => line.TrimStart(' ').StartsWith('\t'))
            ? "indent with spaces, YAML has no tabs"
            : "check the indentation, the colons and the quotes of this line and the one above";
    }
}
