using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Serialization;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>The set of policies that is in force, as the compiled policy holds it in an annotation.</summary>
/// <param name="Policies">Name, generation and spec of each policy.</param>
/// <param name="Units">The card of each resource that stands for one unit of a card.</param>
public sealed record CompiledSet(IReadOnlyList<HostAccessPolicy> Policies, IReadOnlyDictionary<string, string> Units)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Nothing.</summary>
    public static CompiledSet Empty { get; } = new([], new Dictionary<string, string>());

    /// <summary>Reads the set from a compiled ValidatingAdmissionPolicy; null where it holds none, or one that cannot be read.</summary>
    public static CompiledSet? Read(JsonObject admissionPolicy)
    {
        ArgumentNullException.ThrowIfNull(admissionPolicy);
        try
        {
            return admissionPolicy["metadata"]?["annotations"]?[HostAccessNames.CompiledFrom] is JsonValue text
                && JsonNode.Parse((string?)text ?? "") is JsonObject set
                ? new CompiledSet(PoliciesOf(set), UnitsOf(set))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Somebody has written into it: it is written anew.
            return null;
        }
    }

    internal static string Write(IEnumerable<HostAccessPolicy> policies, IReadOnlyDictionary<string, string> units)
    {
        var specs = policies.Select(policy => (JsonNode)new JsonObject
        {
            ["name"] = policy.Metadata.Name,
            ["generation"] = policy.Metadata.Generation,
            ["spec"] = KubeDaqJson.ToNode(policy)["spec"]?.DeepClone(),
        });
        var cards = units.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => KeyValuePair.Create(unit.Key, (JsonNode?)unit.Value));
        return new JsonObject { ["policies"] = new JsonArray([.. specs]), ["units"] = new JsonObject(cards) }.ToJsonString(Plain);
    }

    private static IReadOnlyList<HostAccessPolicy> PoliciesOf(JsonObject set) =>
        [.. (set["policies"] as JsonArray ?? []).OfType<JsonObject>().Select(PolicyOf)];

    private static HostAccessPolicy PolicyOf(JsonObject entry) =>
        KubeDaqJson.Read<HostAccessPolicy>(new JsonObject { ["spec"] = entry["spec"]?.DeepClone() })
            with { Metadata = new ObjectMeta { Name = (string?)entry["name"], Generation = (long?)entry["generation"] } };

    private static Dictionary<string, string> UnitsOf(JsonObject set) =>
        (set["units"] as JsonObject ?? []).ToDictionary(unit => unit.Key, unit => (string?)unit.Value ?? "");
}
