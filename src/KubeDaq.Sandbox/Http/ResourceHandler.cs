using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http;

/// <summary>Answers requests for objects: one method a verb.</summary>
internal sealed class ResourceHandler(ObjectStore store, ObjectWriter writer, PatchHandler patches, ObjectAnswers answers, ListReader lists, WatchStream watches)
{
    private static readonly HashSet<string> OwnParts = ["", "status", "finalize", "resize", "ephemeralcontainers"];

    /// <summary>Whether a subresource is a part of its object, and answered here.</summary>
    public static bool Answers(string subresource) => OwnParts.Contains(subresource);

    /// <summary>Answers.</summary>
    public Task HandleAsync(ApiRequest request) => request.Info.Verb switch
    {
        "get" => GetAsync(request),
        "list" => ListAsync(request),
        "watch" => watches.RunAsync(request.Context, request.Kind, request.Namespace, ListOptions.Parse(request.Context.Request.Query, request.Kind, watches: true), request.Stop),
        "create" => CreateAsync(request),
        "update" => UpdateAsync(request),
        "patch" => patches.HandleAsync(request),
        "delete" => DeleteAsync(request),
        "deletecollection" => DeleteCollectionAsync(request),
        _ => throw StatusException.MethodNotAllowed(),
    };

    private Task GetAsync(ApiRequest request)
    {
        var item = store.Get(new(request.Kind.Storage, request.Namespace, request.Info.Name)) ?? throw StatusException.NotFound(request.Kind.Resource, request.Info.Name);
        return answers.WriteAsync(request.Context, 200, request.Kind, item, request.Stop);
    }

    private Task ListAsync(ApiRequest request)
    {
        var options = ListOptions.Parse(request.Context.Request.Query, request.Kind, watches: false);
        AnswerForm.Of(request.Context.Request, request.Kind, list: true);
        return answers.WriteListAsync(request.Context, request.Kind, lists.Read(request.Kind, request.Namespace, options), request.Stop);
    }

    private async Task CreateAsync(ApiRequest request)
    {
        if (request.Info.Name.Length > 0)
            throw StatusException.MethodNotAllowed();
        var options = WriteOptions.Parse(request.Context.Request, "CreateOptions");
        var (value, duplicates) = await RequestBody.ReadAsync(request.Context.Request, request.Kind.Kind, request.Stop);
        request.Audit.Describe(value);
        Decoder.Check(request, value, options.FieldValidation, duplicates);
        var created = writer.Create(request.Write(options), value);
        request.Audit.DescribeMade(created.Key.Name);
        request.SendWarnings();
        await answers.WriteAsync(request.Context, 201, request.Kind, created, request.Stop);
    }

    private async Task UpdateAsync(ApiRequest request)
    {
        var options = WriteOptions.Parse(request.Context.Request, "UpdateOptions");
        var (value, duplicates) = await RequestBody.ReadAsync(request.Context.Request, request.Kind.Kind, request.Stop);
        request.Audit.Describe(value);
        Decoder.Check(request, value, options.FieldValidation, duplicates);
        value.Metadata().Default("name", request.Info.Name);
        var (written, isNew) = Replace(request, request.Write(options), value);
        request.SendWarnings();
        await answers.WriteAsync(request.Context, isNew ? 201 : 200, request.Kind, written, request.Stop);
    }

    private (StoredObject, bool IsNew) Replace(ApiRequest request, WriteRequest write, JsonObject value)
    {
        var missing = store.Get(write.Key(request.Info.Name)) is null;
        if (missing && request.Kind.CreatesOnReplace && request.Info.Subresource.Length == 0 && string.IsNullOrEmpty(value.Text("metadata", "resourceVersion")))
            return (writer.Create(write, value), true);
        return (writer.Update(write, old => CheckUid(request, old, value.DeepClone().AsObject())), false);
    }

    private static JsonObject CheckUid(ApiRequest request, JsonObject old, JsonObject value)
    {
        var (was, wanted) = (old.Text("metadata", "uid"), value.Text("metadata", "uid"));
        return string.IsNullOrEmpty(wanted) || wanted == was ? value
            : throw StatusException.Conflict(request.Kind.Resource, request.Info.Name, 
                $"StorageError: invalid object, Code: 4, Key: /registry/{request.Kind.Plural}/{Snapshot.Key(request.Namespace, request.Info.Name)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {wanted}, UID in object meta: {was}");
    }

    private async Task DeleteAsync(ApiRequest request)
    {
        if (request.Info.Subresource.Length > 0)
            throw StatusException.MethodNotAllowed();
        var (how, dryRun) = await DeleteOptions.ReadAsync(request.Context.Request, request.Stop);
        var (item, gone) = writer.Delete(request.Write(new(dryRun, "Ignore", "", false)), how);
        request.SendWarnings();
        if (gone && !request.Kind.AnswersWithDeleted)
            await Http.Answers.WriteAsync(request.Context.Response, 200, Deleted(request.Kind, item), request.Stop);
        else
            await answers.WriteAsync(request.Context, 200, request.Kind, item, request.Stop);
    }

    private async Task DeleteCollectionAsync(ApiRequest request)
    {
        if (!request.Kind.Verbs.Contains("deletecollection"))
            throw StatusException.MethodNotAllowed();
        var options = ListOptions.Parse(request.Context.Request.Query, request.Kind, watches: false);
        var (how, dryRun) = await DeleteOptions.ReadAsync(request.Context.Request, request.Stop);
        var page = lists.Read(request.Kind, request.Namespace, options);
        var deleted = new List<StoredObject>();
        foreach (var item in page.Items)
        {
            var write = request.Write(new(dryRun, "Ignore", "", false)) with { Name = item.Key.Name, Namespace = item.Key.Namespace };
            try
            {
                deleted.Add(writer.Delete(write, how).Object);
            }
            catch (StatusException gone) when (gone.Code == 404)
            {
                // Somebody else deleted it in the meantime.
            }
        }
        await answers.WriteListAsync(request.Context, request.Kind, page with { Items = deleted, Continue = null, Remaining = null }, request.Stop);
    }

    private static JsonObject Deleted(ResourceKind kind, StoredObject item)
    {
        var details = new JsonObject { ["name"] = item.Key.Name };
        if (kind.Group.Length > 0)
            details["group"] = kind.Group;
        details["kind"] = kind.Plural;
        details["uid"] = item.Uid;
        return new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details };
    }
}
