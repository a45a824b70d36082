using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Apply;
using KubeDaq.Sandbox.CustomResources;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>Creates, changes and removes objects by the rules of a Kubernetes API server, for clients and for the sandbox's own parts.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="admission">What may change or refuse a write.</param>
/// <param name="judges">What may refuse a valid write, when nothing changes it any more.</param>
/// <param name="time">The clock.</param>
internal sealed class ObjectWriter(ObjectStore store, IReadOnlyList<IAdmission> admission, IReadOnlyList<IAdmission> judges, TimeProvider time)
{
    /// <summary>Creates an object.</summary>
    public StoredObject Create(WriteRequest request, JsonObject value)
    {
        var kind = request.Kind;
        value = kind.Conversion?.ToStored(value) ?? value;
        PrepareMetadata(request, value);
        Structure.Default(kind, value);
        kind.Rules.Default(value);
        // What the server adds from here on belongs to nobody.
        Own(request, null, value);
        kind.Rules.PrepareCreate(kind, value);
        var asked = Admit(request, "create", "CREATE", value, null);
        Refuse(kind, value, null, request.Subresource);
        Judge(asked);
        var key = request.Key(value.Name());
        if (store.Get(key) is { } there)
            throw Exists(kind, there);
        if (request.DryRun)
            return new(key, 0, Versions.Settled(kind, value));
        return store.TryWrite(key, Versions.Settled(kind, value), null) ?? throw StatusException.AlreadyExists(kind.Resource, value.Name());
    }

    /// <summary>
    /// Changes an object. <paramref name="change"/> makes the wanted object from the current one, in the request's version; it runs again when
    /// another writer was faster.
    /// </summary>
    public StoredObject Update(WriteRequest request, Func<JsonObject, JsonObject> change)
    {
        while (true)
        {
            var old = store.Get(request.Key(request.Name)) ?? throw StatusException.NotFound(request.Kind.Resource, request.Name);
            var value = change(Versions.Shown(request.Kind, old.Value));
            if (TryUpdate(request, old, request.Kind.Conversion?.ToStored(value) ?? value) is { } written)
                return written;
        }
    }

    /// <summary>Begins or completes an object's deletion.</summary>
    /// <returns>The object as it stays until it is gone, or the last version of one that is gone.</returns>
    public (StoredObject Object, bool Gone) Delete(WriteRequest request, DeleteRequest how)
    {
        while (true)
        {
            var old = store.Get(request.Key(request.Name)) ?? throw StatusException.NotFound(request.Kind.Resource, request.Name);
            Deletion.CheckPreconditions(request.Kind, old, how);
            Admit(request, "delete", "DELETE", null, old.Value);
            var value = Deletion.Begin(request.Kind, old.Value.DeepClone().AsObject(), how, time.GetUtcNow());
            var gone = Deletion.EndsAtOnce(request.Kind, value);
            if (request.DryRun)
                return (new(old.Key, old.Revision, value), gone);
            var settled = JsonText.Settle(value);
            var written = gone ? store.TryRemove(old.Key, settled, old)
                : JsonNode.DeepEquals(settled, old.Value) ? old : store.TryWrite(old.Key, settled, old);
            if (written is not null)
                return (written, gone);
        }
    }

    private StoredObject? TryUpdate(WriteRequest request, StoredObject old, JsonObject value)
    {
        var kind = request.Kind;
        CheckVersion(kind, old, value);
        KeepMetadata(kind, value, old.Value, request.Subresource);
        Structure.Default(kind, value);
        kind.Rules.Default(value);
        kind.Rules.PrepareUpdate(kind, value, old.Value, request.Subresource);
        CountGeneration(kind, value, old.Value);
        Own(request, old.Value, value);
        var asked = Admit(request, "update", "UPDATE", value, old.Value);
        Refuse(kind, value, old.Value, request.Subresource);
        Judge(asked);
        var settled = Versions.Settled(kind, value);
        if (JsonNode.DeepEquals(settled, old.Value))
            return old;
        if (request.DryRun)
            return new(old.Key, old.Revision, settled);
        return Deletion.IsComplete(kind, settled) ? store.TryRemove(old.Key, settled, old) : store.TryWrite(old.Key, settled, old);
    }

    private void PrepareMetadata(WriteRequest request, JsonObject value)
    {
        var metadata = value.Metadata();
        if (metadata.Text("resourceVersion") is { Length: > 0 })
            throw new StatusException(500, "", "resourceVersion should not be set on objects to be created");
        foreach (var field in new[] { "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation" })
            metadata.Remove(field);
        if (string.IsNullOrEmpty(value.Name()) && metadata.Text("generateName") is { Length: > 0 } prefix)
            metadata["name"] = NameGenerator.Make(prefix);
        if (request.Kind.Namespaced)
            metadata["namespace"] = request.Namespace;
        metadata["uid"] = Guid.NewGuid().ToString();
        if (request.Kind.CountsGenerations)
            metadata["generation"] = 1;
        metadata["creationTimestamp"] = HumanTime.Stamp(time.GetUtcNow());
    }

    private static void CheckVersion(ResourceKind kind, StoredObject old, JsonObject value)
    {
        var version = value.Text("metadata", "resourceVersion") ?? "";
        if (version is "" or "0" && !kind.ReplacesBlindly)
            throw StatusException.Invalid(kind.Resource, old.Key.Name, [Cause.InvalidValue("metadata.resourceVersion", 0, "must be specified for an update")]);
        if (version.Length > 0 && !ulong.TryParse(version, out _))
            throw new StatusException(500, "", $"strconv.ParseUint: parsing \"{version}\": invalid syntax");
        if (version is not ("" or "0") && version != old.Revision.ToString())
            throw StatusException.Modified(kind.Resource, old.Key.Name);
    }

    private static void KeepMetadata(ResourceKind kind, JsonObject value, JsonObject old, string subresource)
    {
        var metadata = value.Metadata();
        var before = old.Metadata();
        metadata.Default("uid", before["uid"]?.DeepClone());
        metadata.Default("name", before["name"]?.DeepClone());
        if (kind.Namespaced)
            metadata.Default("namespace", before["namespace"]?.DeepClone());
        foreach (var field in new[] { "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "resourceVersion", "generateName" })
            metadata.Take(field, before);
        if (subresource != "status" || kind.Custom is null)
            return;
        var managed = metadata["managedFields"]?.DeepClone();
        value["metadata"] = before.DeepClone();
        if (managed is not null)
            value.Metadata()["managedFields"] = managed;
    }

    private static void CountGeneration(ResourceKind kind, JsonObject value, JsonObject old)
    {
        if (kind.CountsGenerations && !Structure.SameContent(kind, value, old))
            value.Metadata()["generation"] = (old.Number("metadata", "generation") ?? 0) + 1;
    }

    private void Own(WriteRequest request, JsonObject? old, JsonObject value)
    {
        if (!request.Applies)
            FieldOwnership.Update(request, old, value, time.GetUtcNow());
    }

    private AdmissionRequest Admit(WriteRequest request, string verb, string operation, JsonObject? value, JsonObject? old)
    {
        var asked = new AdmissionRequest
        {
            User = request.User,
            Request = request.Info(verb, value?.Name() ?? request.Name),
            Operation = operation,
            Object = value,
            OldObject = old,
            DryRun = request.DryRun,
            Warnings = request.Warnings,
            Annotations = request.Annotations,
        };
        foreach (var one in admission)
            one.Admit(asked);
        return asked;
    }

    private void Judge(AdmissionRequest asked)
    {
        foreach (var one in judges)
            one.Admit(asked);
    }

    private static void Refuse(ResourceKind kind, JsonObject value, JsonObject? old, string subresource)
    {
        var causes = MetadataRules.Validate(kind, value, old).Concat(Structure.Validate(kind, value, old, subresource)).Concat(kind.Rules.Validate(value, old, subresource)).ToList();
        if (causes.Count > 0)
            throw StatusException.Invalid(kind.Conversion is null ? kind.GroupKind : new("", kind.Kind), value.Name(), causes);
    }

    private static StatusException Exists(ResourceKind kind, StoredObject there)
    {
        var exists = StatusException.AlreadyExists(kind.Resource, there.Key.Name);
        return there.Value.Text("metadata", "deletionTimestamp") is null ? exists
            : new(409, "AlreadyExists", $"object is being deleted: {exists.Message}", exists.Details);
    }
}
