using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Api.Validation;

/// <summary>Checks of a pod template what must be right for the partition; the API server checks the rest when a pod is made.</summary>
internal static class PodTemplateValidation
{
    private const int MaxContainers = 64;
    private const int MaxVariables = 1000;
    private const string ContainersAdvice = "write containers: [{name: NAME, image: IMAGE}]";

    private static readonly string[] _ours = ["nodeName", "serviceAccountName", "serviceAccount"];

    public static void Check(JsonObject template, string field, FieldErrors errors)
    {
        CheckLabels(template["metadata"], $"{field}.metadata", errors);
        if (template["spec"] is not JsonObject spec)
        {
            errors.Add($"{field}.spec", template["spec"] is null ? "is missing" : "is not an object", ContainersAdvice);
            return;
        }
        foreach (var name in _ours.Where(spec.ContainsKey))
            errors.Add($"{field}.spec.{name}", "is set by KubeDaq", Instead(name));
        CheckContainers(spec["containers"], $"{field}.spec.containers", mustHave: true, errors);
        CheckContainers(spec["initContainers"], $"{field}.spec.initContainers", mustHave: false, errors);
    }

    private static string Instead(string name) => name == "nodeName"
        ? "take it out; use nodeSelector or affinity, or claim a card of that host"
        : "write it as spec.serviceAccountName of the partition";

    private static void CheckContainers(JsonNode? node, string field, bool mustHave, FieldErrors errors)
    {
        if (node is null && !mustHave)
            return;
        if (node is not JsonArray { Count: > 0 and <= MaxContainers } containers)
        {
            errors.Add(field, node is JsonArray { Count: > MaxContainers } ? $"has more than {MaxContainers} entries" : "has no container", ContainersAdvice);
            return;
        }
        var seen = new HashSet<string>();
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is JsonObject container)
                CheckContainer(container, seen, $"{field}[{i}]", errors);
            else
                errors.Add($"{field}[{i}]", "is not an object", "write {name: NAME, image: IMAGE}");
        }
    }

    private static void CheckContainer(JsonObject container, HashSet<string> seen, string field, FieldErrors errors)
    {
        var name = Text(container["name"]);
        Names.CheckLabel(name, $"{field}.name", errors);
        if (name is not null && !seen.Add(name))
            errors.Add($"{field}.name", $"{Names.Quote(name)} is the name of an earlier container too", "give each container a name of its own");
        if (string.IsNullOrWhiteSpace(Text(container["image"])))
            errors.Add($"{field}.image", "is missing", "write the container's image, such as registry/readout:v5");
        CheckVariables(container["env"], $"{field}.env", errors);
        CheckResources(container["resources"], $"{field}.resources", errors);
    }

    private static void CheckVariables(JsonNode? node, string field, FieldErrors errors)
    {
        if (node is not JsonArray variables)
        {
            if (node is not null)
                errors.Add(field, "is not a list", "write env: [{name: NAME, value: VALUE}]");
            return;
        }
        if (variables.Count > MaxVariables)
            errors.Add(field, $"has {variables.Count} entries, {MaxVariables} are allowed", "use a ConfigMap");
        for (var i = 0; i < variables.Count && i < MaxVariables; i++)
        {
            if (Text((variables[i] as JsonObject)?["name"]) is { } name && name.StartsWith("KUBEDAQ_", StringComparison.Ordinal))
                errors.Add($"{field}[{i}].name", $"{Names.Quote(name)} is set by KubeDaq", "choose a name that does not start with KUBEDAQ_");
        }
    }

    private static void CheckResources(JsonNode? node, string field, FieldErrors errors)
    {
        if (node is null)
            return;
        foreach (var part in new[] { "requests", "limits" })
        {
            foreach (var (resource, _) in (node as JsonObject)?[part] as JsonObject ?? [])
            {
                if (resource.StartsWith(ApiGroup.CardResourcePrefix, StringComparison.Ordinal))
                    errors.Add(Meta.FieldPath.Field($"{field}.{part}", resource), "requests a readout card past the partition", "claim the card in cards of the application");
            }
        }
    }

    private static void CheckLabels(JsonNode? metadata, string field, FieldErrors errors)
    {
        if ((metadata as JsonObject)?["labels"] is not JsonObject labels)
            return;
        foreach (var (key, _) in labels)
        {
            if (key.StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal))
                errors.Add(Meta.FieldPath.Field($"{field}.labels", key), "is set by KubeDaq", "choose another key");
        }
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
