using System.Text.Json.Serialization;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Serialization;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(SecondsConverter)])]
[JsonSerializable(typeof(Partition))]
[JsonSerializable(typeof(ReadoutCard))]
[JsonSerializable(typeof(DaqHost))]
[JsonSerializable(typeof(HostAccessPolicy))]
internal sealed partial class KubeDaqJsonContext : JsonSerializerContext;
