using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Patching;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http;

/// <summary>The scale subresource: reads and sets the number of replicas, of workloads and of custom resources that say where it stands.</summary>
internal sealed class ScaleHandler(ObjectStore store, ObjectWriter writer)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiRequest request)
    {
        switch (request.Info.Verb)
        {
            case "get":
                var item = store.Get(new(request.Kind.Storage, request.Namespace, request.Info.Name)) ?? throw StatusException.NotFound(request.Kind.Resource, request.Info.Name);
                await AnswerAsync(request, item);
                break;
            case "update":
                var scale = await RequestBody.ReadObjectAsync(request.Context.Request, "Scale", request.Stop);
                await AnswerAsync(request, Set(request, "UpdateOptions", _ => scale));
                break;
            case "patch":
                var patch = JsonText.Parse(await RequestBody.ReadBytesAsync(request.Context.Request, request.Stop));
                await AnswerAsync(request, Set(request, "PatchOptions", current => Patched(current, patch)));
                break;
            default:
                throw StatusException.MethodNotAllowed();
        }
    }

    private static JsonObject Patched(JsonObject scale, JsonNode? patch) =>
        (patch is JsonArray operations ? JsonPatch.Apply(scale, operations) : MergePatch.Apply(scale, patch))!.AsObject();

    private StoredObject Set(ApiRequest request, string options, Func<JsonObject, JsonObject> change) =>
        writer.Update(request.Write(WriteOptions.Parse(request.Context.Request, options)) with { Subresource = "" }, value =>
        {
            var scale = change(Scale(request.Kind, value));
            if (scale.Text("metadata", "resourceVersion") is { Length: > 0 } version && version != value.Text("metadata", "resourceVersion"))
                throw StatusException.Modified(request.Kind.Resource, request.Info.Name);
            var replicas = scale.Number("spec", "replicas") ?? 0;
            if (replicas < 0)
                throw StatusException.Invalid(new("autoscaling", "Scale"), request.Info.Name, [Cause.InvalidValue("spec.replicas", replicas, "must be greater than or equal to 0")]);
            var path = Path(request.Kind, "specReplicasPath", "spec.replicas");
            var parent = path[..^1].Aggregate(value, (map, key) => map.Ensure(key));
            parent[path[^1]] = replicas;
            return value;
        });

    private static Task AnswerAsync(ApiRequest request, StoredObject item) =>
        ObjectAnswers.SendAsync(request.Context, 200, AnswerForm.Of(request.Context.Request), Scale(request.Kind, item.Value), request.Stop);

    private static JsonObject Scale(ResourceKind kind, JsonObject value)
    {
        var metadata = new JsonObject();
        foreach (var field in new[] { "name", "namespace", "uid", "resourceVersion", "creationTimestamp" })
            metadata.Take(field, value.Map("metadata"));
        var status = new JsonObject { ["replicas"] = value.Number(Path(kind, "statusReplicasPath", "status.replicas")) ?? 0 };
        var selector = kind.Custom is null ? Resources.Columns.SelectorText.Of(value.Map("spec", "selector")) : value.Text(Path(kind, "labelSelectorPath", "")) ?? "";
        if (selector.Length > 0)
            status["selector"] = selector;
        var spec = new JsonObject();
        if (value.Number(Path(kind, "specReplicasPath", "spec.replicas")) is { } replicas && (replicas > 0 || kind.Custom is not null))
            spec["replicas"] = replicas;
        return new() { ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = metadata, ["spec"] = spec, ["status"] = status };
    }

    private static string[] Path(ResourceKind kind, string field, string builtIn) =>
        (kind.Custom is { } custom ? custom.Scale.Text(field) ?? "" : builtIn).TrimStart('.').Split('.');
}
