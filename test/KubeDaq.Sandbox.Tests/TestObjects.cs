using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using YamlDotNet.RepresentationModel;

namespace KubeDaq.Sandbox.Tests;

/// <summary>Objects in memory, and objects from short YAML.</summary>
internal static class TestObjects
{
    public static IObjects New(TimeProvider? time = null) => New(time, out _);

    public static IObjects New(TimeProvider? time, out ResourceTable table)
    {
        var store = new ObjectStore();
        table = new ResourceTable(store);
        return new Objects(store, table, new ObjectWriter(store, [], [], time ?? TimeProvider.System));
    }

    public static JsonObject Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (JsonObject)Convert(stream.Documents[0].RootNode)!;
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Convert(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: var text } => text switch
        {
            "true" => true,
            "false" => false,
            "null" or "" or null => null,
            _ => long.TryParse(text, out var number) ? number : text,
        },
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };
}
