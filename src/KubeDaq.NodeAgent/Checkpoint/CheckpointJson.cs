using System.Text.Json.Serialization;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Checkpoint;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<Grant>))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
