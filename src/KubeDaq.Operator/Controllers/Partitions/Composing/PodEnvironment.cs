using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>
/// Tells every container what its replica was given. These variables stand first: Kubernetes resolves <c>$(NAME)</c> in a value only by what
/// stands before it. A variable that the user sets himself wins, as the last of a name counts.
/// </summary>
internal static class PodEnvironment
{
    public static void Add(JsonObject spec, PodInput input)
    {
        var variables = Variables(input).ToList();
        foreach (var container in PodContainers.All(spec))
        {
            var given = container["env"] as JsonArray ?? [];
            container["env"] = new JsonArray([.. variables.Select(v => v.DeepClone()), .. given.Select(v => v?.DeepClone())]);
        }
    }

    private static IEnumerable<JsonObject> Variables(PodInput input)
    {
        yield return Value("KUBEDAQ_PARTITION", input.Partition.Metadata.Name!);
        yield return Value("KUBEDAQ_NAMESPACE", input.Partition.Metadata.Namespace!);
        yield return Value("KUBEDAQ_APPLICATION", input.Application.Name);
        yield return Value("KUBEDAQ_REPLICA", $"{input.Replica.Index}");
        yield return new JsonObject
        {
            ["name"] = "KUBEDAQ_HOST",
            ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = "spec.nodeName" } },
        };
        foreach (var variable in Cards(input).Concat(Ports(input)).Concat(Addresses(input)))
            yield return variable;
    }

    private static IEnumerable<JsonObject> Cards(PodInput input)
    {
        if (input.Replica.Cards.Count == 0)
            yield break;
        var devices = input.Replica.Cards.SelectMany(c => c.Devices).Distinct().ToList();
        yield return Value("KUBEDAQ_CARD_NAME", input.Replica.Cards[0].Card);
        yield return Value("KUBEDAQ_CARD_NAMES", string.Join(',', input.Replica.Cards.Select(c => c.Card).Distinct()));
        yield return Value("KUBEDAQ_CARD_DEVICE", devices.FirstOrDefault() ?? "");
        yield return Value("KUBEDAQ_CARD_DEVICES", string.Join(',', devices));
    }

    private static IEnumerable<JsonObject> Ports(PodInput input) =>
        input.Replica.Ports.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Value("KUBEDAQ_PORT_" + Upper(p.Key), $"{p.Value}"));

    /// <summary>Known before the start only where a card pins the host.</summary>
    private static IEnumerable<JsonObject> Addresses(PodInput input)
    {
        var first = true;
        foreach (var name in input.Application.DataNetworks)
        {
            if (input.Host?.Status?.Networks.FirstOrDefault(n => n.Name == name) is not { } network)
                continue;
            if (first)
                yield return Value("KUBEDAQ_DATA_ADDRESS", network.Address);
            first = false;
            yield return Value("KUBEDAQ_DATA_ADDRESS_" + Upper(name), network.Address);
        }
    }

    private static JsonObject Value(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static string Upper(string name) => name.ToUpperInvariant().Replace('-', '_').Replace('.', '_');
}
