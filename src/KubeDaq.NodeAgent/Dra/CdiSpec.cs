using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>What the container runtime is to do for a container that was given a card, in the format of the Container Device Interface.</summary>
internal static class CdiSpec
{
    private const string Version = "0.6.0";

    /// <summary>The device that gives the device files, and the variables named after the card.</summary>
    public static string Device(string name) => name;

    /// <summary>
    /// The device that also gives the variables of a container with one card. A runtime lets a device's variables win over the pod's own, so a
    /// claim of several cards does without, and the pod's list of all its cards stays.
    /// </summary>
    public static string OnlyDevice(string name) => name + ".only";

    /// <summary>The specification of all cards.</summary>
    public static JsonObject Of(IEnumerable<HostCard> cards) => new()
    {
        ["cdiVersion"] = Version,
        ["kind"] = DraNames.CdiKind,
        ["devices"] = new JsonArray([.. cards.SelectMany(CardResource.Of).OrderBy(one => one.Name, StringComparer.Ordinal).SelectMany(Devices)]),
    };

    private static IEnumerable<JsonObject> Devices(CardResource resource)
    {
        var variables = CardEnvironment.Of(resource).ToLookup(variable => variable.Key.EndsWith(CardEnvironment.Suffix(resource), StringComparison.Ordinal));
        yield return Edits(Device(resource.Part.Name), variables[true], resource.Files);
        yield return Edits(OnlyDevice(resource.Part.Name), variables[false], []);
    }

    private static JsonObject Edits(string name, IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> files)
    {
        var edits = new JsonObject { ["env"] = new JsonArray([.. variables.Select(variable => JsonValue.Create($"{variable.Key}={variable.Value}"))]) };
        if (files.Any())
            edits["deviceNodes"] = new JsonArray([.. files.Select(file => new JsonObject { ["path"] = file, ["hostPath"] = file, ["permissions"] = "rw" })]);
        return new() { ["name"] = name, ["containerEdits"] = edits };
    }
}
