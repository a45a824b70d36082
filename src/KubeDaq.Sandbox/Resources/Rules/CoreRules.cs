using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Config maps.</summary>
internal sealed class ConfigMapRules : KindRules
{
    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource) =>
        DataRules.Keys(value, "data").Concat(DataRules.Keys(value, "binaryData")).Concat(DataRules.Immutable(value, old, "data", "binaryData"));
}

/// <summary>Secrets.</summary>
internal sealed class SecretRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        value.Default("type", "Opaque");
        if (value.Map("stringData") is not { } plain)
            return;
        foreach (var (key, text) in plain)
            value.Ensure("data")[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.AsText() ?? ""));
        value.Remove("stringData");
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (old is not null && value.Text("type") != old.Text("type"))
            yield return Cause.InvalidValue("type", value["type"], "field is immutable");
        foreach (var cause in DataRules.Keys(value, "data").Concat(DataRules.Immutable(value, old, "data")))
            yield return cause;
        foreach (var key in Required(value.Text("type")).Where(key => value.At("data", key) is null))
            yield return Cause.Required($"data[{key}]");
    }

    private static string[] Required(string? type) => type switch
    {
        "kubernetes.io/tls" => ["tls.crt", "tls.key"],
        "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
        "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
        _ => [],
    };
}

/// <summary>What config maps and secrets share.</summary>
internal static class DataRules
{
    /// <summary>Complaints about keys that cannot be file names.</summary>
    public static IEnumerable<Cause> Keys(JsonObject value, string field) => (value.Map(field) ?? [])
        .Where(pair => pair.Key.Length is 0 or > 253 || pair.Key is "." or ".." || !pair.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        .Select(pair => Cause.InvalidValue($"{field}[{pair.Key}]", pair.Key, "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"));

    /// <summary>Complaints about changes of what was declared immutable.</summary>
    public static IEnumerable<Cause> Immutable(JsonObject value, JsonObject? old, params string[] fields)
    {
        if (!old.Flag("immutable"))
            yield break;
        if (!value.Flag("immutable"))
            yield return Cause.Forbidden("immutable", "field is immutable when `immutable` is set");
        foreach (var field in fields.Where(field => !JsonNode.DeepEquals(value[field], old![field])))
            yield return Cause.Forbidden(field, "field is immutable when `immutable` is set");
    }
}

/// <summary>Namespaces.</summary>
internal sealed class NamespaceRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        if (value.Name() is { Length: > 0 } name)
            value.Metadata().Ensure("labels")["kubernetes.io/metadata.name"] = name;
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        value["status"] = new JsonObject { ["phase"] = "Active" };
        var finalizers = value.Ensure("spec")["finalizers"] as JsonArray ?? [];
        if (!finalizers.Any(one => one.AsText() == "kubernetes"))
            finalizers.Add("kubernetes");
        value["spec"]!["finalizers"] ??= finalizers;
        Default(value);
    }

    /// <inheritdoc/>
    public override void PrepareUpdate(ResourceKind kind, JsonObject value, JsonObject old, string subresource)
    {
        if (subresource == "finalize")
            value.Take("status", old);
        else
            base.PrepareUpdate(kind, value, old, subresource);
        if (subresource.Length == 0)
            value.Take("spec", old);
    }

    /// <inheritdoc/>
    public override void PrepareDelete(JsonObject value, DateTimeOffset now) => value.Ensure("status")["phase"] = "Terminating";

    /// <inheritdoc/>
    public override bool Holds(JsonObject value) => value.List("spec", "finalizers").Any();
}

/// <summary>Nodes.</summary>
internal sealed class NodeRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        foreach (var part in new[] { "capacity", "allocatable" })
        {
            foreach (var (name, amount) in value.Map("status", part)?.ToList() ?? [])
            {
                if (Quantity.TryParse(amount, out var quantity))
                    value["status"]![part]![name] = quantity.ToString();
            }
        }
        if (value.Map("status", "capacity") is { } capacity)
            value["status"]!.AsObject().Default("allocatable", capacity.DeepClone());
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        // A node may be created with a status, as kubelets do; it always has one.
        value.Ensure("status");
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        var index = 0;
        foreach (var taint in value.Maps("spec", "taints"))
        {
            var path = $"metadata.taints[{index++}]";
            foreach (var complaint in Names.QualifiedName(taint.Text("key") ?? ""))
                yield return Cause.InvalidValue($"{path}.key", taint["key"] ?? "", complaint);
            if (taint.Text("effect") is not ("NoSchedule" or "PreferNoSchedule" or "NoExecute"))
                yield return Cause.NotSupported($"{path}.effect", taint["effect"] ?? "", "NoSchedule", "PreferNoSchedule", "NoExecute");
        }
    }
}
