using System.Text.Json;
using System.Text.Json.Serialization;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Checkpoint;

/// <summary>What the checkpoint file holds.</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Checksum">SHA-256 of <paramref name="Grants"/> as it is written.</param>
/// <param name="Grants">What has been handed over.</param>
internal sealed record CheckpointDocument(int Version, string Checksum, JsonElement Grants)
{
    /// <summary>The version that this agent writes; it reads no other.</summary>
    public const int CurrentVersion = 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CheckpointDocument))]
[JsonSerializable(typeof(IReadOnlyList<Grant>))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
