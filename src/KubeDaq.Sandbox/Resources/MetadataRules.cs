using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>What is wrong with an object's metadata.</summary>
internal static class MetadataRules
{
    private const int MaxAnnotationBytes = 256 * 1024;

    private static readonly string[] OwnerFields = ["kind", "name", "uid"];

    /// <summary>The complaints.</summary>
    public static IEnumerable<Cause> Validate(ResourceKind kind, JsonObject value, JsonObject? old)
    {
        var metadata = value.Metadata();
        return Prefix(kind, metadata.Text("generateName") ?? "")
            .Concat(Name(kind, value.Name()))
            .Concat(Labels(metadata.Map("labels"), "metadata.labels"))
            .Concat(Annotations(metadata.Map("annotations")))
            .Concat(Owners(metadata))
            .Concat(Finalizers(metadata))
            .Concat(kind.Custom is null && kind.Group != "apiextensions.k8s.io" ? KnownFinalizers(metadata) : [])
            .Concat(old is null ? [] : Update(metadata, old.Metadata()));
    }

    /// <summary>Complaints about labels at a path.</summary>
    public static IEnumerable<Cause> Labels(JsonObject? labels, string path)
    {
        foreach (var (key, value) in labels ?? [])
        {
            foreach (var complaint in Names.QualifiedName(key))
                yield return Cause.InvalidValue(path, key, complaint);
            foreach (var complaint in Names.LabelValue(value.AsText() ?? ""))
                yield return Cause.InvalidValue(path, value, complaint);
        }
    }

    private static IEnumerable<Cause> Name(ResourceKind kind, string name) => name.Length == 0
        ? [Cause.Required("metadata.name", "name or generateName is required")]
        : Names.Check(kind.NameRule, name).Select(complaint => Cause.InvalidValue("metadata.name", name, complaint));

    private static IEnumerable<Cause> Annotations(JsonObject? annotations)
    {
        foreach (var key in (annotations ?? []).Select(pair => pair.Key))
        {
            foreach (var complaint in Names.QualifiedName(key.ToLowerInvariant()))
                yield return Cause.InvalidValue("metadata.annotations", key, complaint);
        }
        if ((annotations ?? []).Sum(pair => pair.Key.Length + (pair.Value.AsText()?.Length ?? 0)) > MaxAnnotationBytes)
            yield return new("FieldValueTooLong", $"Too long: may not be more than {MaxAnnotationBytes} bytes", "metadata.annotations");
    }

    private static IEnumerable<Cause> Owners(JsonObject metadata)
    {
        const string path = "metadata.ownerReferences";
        string? controller = null;
        foreach (var owner in metadata.Maps("ownerReferences"))
        {
            if (string.IsNullOrEmpty(owner.Text("apiVersion")))
                yield return Cause.InvalidValue($"{path}.apiVersion", "", "version must not be empty");
            foreach (var field in OwnerFields.Where(field => string.IsNullOrEmpty(owner.Text(field))))
                yield return Cause.InvalidValue($"{path}.{field}", "", "must not be empty");
            if (!owner.Flag("controller"))
                continue;
            var current = $"{owner.Text("kind")}/{owner.Text("name")}";
            if (controller is not null)
                yield return Cause.InvalidValue(path, metadata["ownerReferences"], $"Only one reference can have Controller set to true. Found \"true\" in references for {controller} and {current}");
            controller ??= current;
        }
    }

    private static IEnumerable<Cause> Finalizers(JsonObject metadata)
    {
        var finalizers = metadata.List("finalizers").Select(finalizer => finalizer.AsText() ?? "").ToList();
        foreach (var finalizer in finalizers)
        {
            foreach (var complaint in Names.QualifiedName(finalizer))
                yield return Cause.InvalidValue("metadata.finalizers", finalizer, complaint);
        }
        if (finalizers.Contains("orphan") && finalizers.Contains("foregroundDeletion"))
            yield return Cause.InvalidValue("metadata.finalizers", metadata["finalizers"], "finalizer orphan and foregroundDeletion cannot be both set");
    }

    // Built-in kinds take only finalizers that are known, or that say whose they are.
    private static IEnumerable<Cause> KnownFinalizers(JsonObject metadata) => metadata.List("finalizers")
        .Select((finalizer, index) => (Name: finalizer.AsText() ?? "", index))
        .Where(one => !one.Name.Contains('/') && one.Name is not ("orphan" or "foregroundDeletion" or "kubernetes"))
        .Select(one => Cause.InvalidValue($"metadata.finalizers[{one.index}]", one.Name, "name is neither a standard finalizer name nor is it fully qualified"));

    // The end of a prefix may be anything that five letters make good.
    private static IEnumerable<Cause> Prefix(ResourceKind kind, string prefix) => prefix.Length == 0 ? []
        : Names.Check(kind.NameRule, prefix.EndsWith('-') ? prefix[..^1] + "a" : prefix).Select(complaint => Cause.InvalidValue("metadata.generateName", prefix, complaint));

    private static IEnumerable<Cause> Update(JsonObject metadata, JsonObject old)
    {
        foreach (var field in new[] { "name", "namespace", "uid", "creationTimestamp" })
        {
            if (!JsonNode.DeepEquals(metadata[field], old[field]))
                yield return Cause.InvalidValue($"metadata.{field}", metadata[field], "field is immutable");
        }
        if (old["deletionTimestamp"] is null)
            yield break;
        var before = old.List("finalizers").Select(finalizer => finalizer.AsText()).ToHashSet();
        var added = metadata.List("finalizers").Select(finalizer => finalizer.AsText()).Where(finalizer => !before.Contains(finalizer)).Order(StringComparer.Ordinal).ToList();
        if (added.Count > 0)
        {
            var list = string.Join(", ", added.Select(finalizer => $"\"{finalizer}\""));
            yield return Cause.Forbidden("metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{list}}}");
        }
    }
}
