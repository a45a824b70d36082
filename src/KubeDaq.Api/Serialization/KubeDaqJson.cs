using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Serialization;

/// <summary>Objects of group dune.daq as JSON: camelCase, enums by name, nothing written for null or an empty list.</summary>
public static class KubeDaqJson
{
    /// <summary>The options for every kind here; generated, so they work in a native executable.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>The object as JSON text.</summary>
    public static string Write<T>(T value) where T : KubeObject => JsonSerializer.Serialize(value, TypeInfo<T>());

    /// <summary>The object as a JSON tree.</summary>
    public static JsonObject ToNode<T>(T value) where T : KubeObject =>
        JsonSerializer.SerializeToNode(value, TypeInfo<T>())!.AsObject();

    /// <summary>Reads an object that a server sent: unknown fields are passed over.</summary>
    /// <exception cref="JsonException">The text is not such an object.</exception>
    public static T Read<T>(string json) where T : KubeObject =>
        JsonSerializer.Deserialize(json, TypeInfo<T>()) ?? throw NotAnObject<T>();

    /// <summary>Reads an object that a server sent: unknown fields are passed over.</summary>
    /// <exception cref="JsonException">The tree is not such an object.</exception>
    public static T Read<T>(JsonNode node) where T : KubeObject =>
        node.Deserialize(TypeInfo<T>()) ?? throw NotAnObject<T>();

    /// <summary>Whether two objects would be written alike; records compare their lists by reference.</summary>
    public static bool Same<T>(T? left, T? right) where T : class =>
        ReferenceEquals(left, right) || (left is not null && right is not null && JsonNode.DeepEquals(Tree(left), Tree(right)));

    /// <summary>How <typeparamref name="T"/> is written and read.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonNode? Tree<T>(T value) => JsonSerializer.SerializeToNode(value, TypeInfo<T>());

    private static JsonException NotAnObject<T>() => new($"null is not a {typeof(T).Name}");

    private static JsonSerializerOptions MakeOptions()
    {
        var resolver = KubeDaqJsonContext.Default.WithAddedModifier(LeaveOutEmptyLists);
        var options = new JsonSerializerOptions(KubeDaqJsonContext.Default.Options) { TypeInfoResolver = resolver };
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
        }
    }
}
