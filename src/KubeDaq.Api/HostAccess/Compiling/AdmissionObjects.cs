using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>ValidatingAdmissionPolicies and their bindings, as JSON. What a server would fill in is written out, so that an object that came back can be compared.</summary>
internal static class AdmissionObjects
{
    private const string ApiVersion = "admissionregistration.k8s.io/v1";

    private static readonly JsonArray PodRules =
    [
        Rule(["CREATE", "UPDATE"], ["pods"]),
        Rule(["UPDATE"], ["pods/ephemeralcontainers", "pods/resize"]),
    ];

    public static JsonObject Policy(
        string name, IReadOnlyDictionary<string, string> variables, IEnumerable<JsonObject> validations, IReadOnlyDictionary<string, string>? matchConditions = null, string? annotation = null)
    {
        var metadata = Metadata(name);
        if (annotation is not null)
            metadata["annotations"] = new JsonObject { [HostAccessNames.CompiledFrom] = annotation };
        var spec = new JsonObject
        {
            ["failurePolicy"] = "Fail",
            ["matchConstraints"] = new JsonObject
            {
                ["resourceRules"] = PodRules.DeepClone(), ["matchPolicy"] = "Equivalent", ["namespaceSelector"] = new JsonObject(), ["objectSelector"] = new JsonObject(),
            },
            ["variables"] = Named(variables),
            ["validations"] = new JsonArray([.. validations]),
        };
        if (matchConditions is not null)
            spec["matchConditions"] = Named(matchConditions);
        return new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = "ValidatingAdmissionPolicy", ["metadata"] = metadata, ["spec"] = spec };
    }

    public static JsonObject Binding(string name, HostAccessMode mode) => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = "ValidatingAdmissionPolicyBinding",
        ["metadata"] = Metadata(name),
        ["spec"] = new JsonObject
        {
            ["policyName"] = name,
            ["validationActions"] = Actions(mode),
            ["matchResources"] = new JsonObject { ["namespaceSelector"] = GovernedNamespaces(), ["matchPolicy"] = "Equivalent", ["objectSelector"] = new JsonObject() },
        },
    };

    public static JsonObject Validation(string expression, string message, string? messageExpression)
    {
        var validation = new JsonObject { ["expression"] = expression, ["message"] = message, ["reason"] = "Forbidden" };
        if (messageExpression is not null)
            validation["messageExpression"] = messageExpression;
        return validation;
    }

    private static JsonArray Actions(HostAccessMode mode) => mode switch
    {
        HostAccessMode.Audit => new JsonArray("Audit"),
        HostAccessMode.Warn => new JsonArray("Warn", "Audit"),
        _ => new JsonArray("Deny", "Audit"),
    };

    private static JsonObject GovernedNamespaces() => new()
    {
        ["matchLabels"] = new JsonObject { [HostAccessNames.NamespaceLabel] = HostAccessNames.Governed },
        ["matchExpressions"] = new JsonArray(new JsonObject
        {
            ["key"] = "kubernetes.io/metadata.name",
            ["operator"] = "NotIn",
            ["values"] = new JsonArray([.. HostAccessNames.SystemNamespaces.Select(name => (JsonNode)name)]),
        }),
    };

    private static JsonObject Metadata(string name) =>
        new() { ["name"] = name, ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "kubedaq", ["app.kubernetes.io/managed-by"] = "kubedaq-operator" } };

    private static JsonArray Named(IReadOnlyDictionary<string, string> expressions) =>
        [.. expressions.Select(pair => (JsonNode)new JsonObject { ["name"] = pair.Key, ["expression"] = pair.Value })];

    private static JsonObject Rule(string[] operations, string[] resources) => new()
    {
        ["apiGroups"] = new JsonArray(""),
        ["apiVersions"] = new JsonArray("v1"),
        ["operations"] = new JsonArray([.. operations.Select(name => (JsonNode)name)]),
        ["resources"] = new JsonArray([.. resources.Select(name => (JsonNode)name)]),
        ["scope"] = "*",
    };
}
