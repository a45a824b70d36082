using System.Text.Json.Nodes;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>A pod.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid: a new pod of the same name is another one.</param>
internal sealed record PodRef(string Namespace, string Name, string Uid)
{
    /// <summary>Reads the metadata of a pod of the API.</summary>
    public static PodRef Read(JsonNode? meta) => new(Text(meta?["namespace"]), Text(meta?["name"]), Text(meta?["uid"]));

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Name}";

    private static string Text(JsonNode? node) => (string?)node ?? "";
}
