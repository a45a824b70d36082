using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Apply;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Patching;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using YamlText = KubeDaq.Api.Yaml.YamlText;
using YamlTextException = KubeDaq.Api.Yaml.YamlTextException;

namespace KubeDaq.Sandbox.Http;

/// <summary>Answers PATCH requests, in all four dialects.</summary>
internal sealed class PatchHandler(ObjectWriter writer, ServerSideApply apply, ObjectAnswers answers)
{
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Apply = "application/apply-patch+yaml";

    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiRequest request)
    {
        var type = RequestBody.MediaType(request.Context.Request.ContentType);
        if (type is not (Json or Merge or Strategic or Apply))
            throw new StatusException(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);
        if (type == Strategic && request.Kind.Custom is not null)
            throw StatusException.UnsupportedMediaType($"the body of the request was in an unknown format - accepted media types include: {Json}, {Merge}, {Apply}");
        var options = WriteOptions.Parse(request.Context.Request, "PatchOptions", type == Apply);
        var body = await RequestBody.ReadBytesAsync(request.Context.Request, request.Stop);
        var (item, isNew) = type == Apply
            ? apply.Run(request.Write(options), ReadApplied(request, body), options.Force)
            : (Change(request, type, body, options), false);
        request.SendWarnings();
        await answers.WriteAsync(request.Context, isNew ? 201 : 200, request.Kind, item, request.Stop);
    }

    private StoredObject Change(ApiRequest request, string type, byte[] body, WriteOptions options)
    {
        var patch = Parse(type, body);
        return writer.Update(request.Write(options), current =>
        {
            var patched = Patched(request.Kind, type, current, patch);
            if (patched.Name() != request.Info.Name)
                throw StatusException.BadRequest($"the name of the object ({patched.Name()}) does not match the name on the URL ({request.Info.Name})");
            request.Warnings.Clear();
            CheckPatched(request, patched, patch, type, options);
            return patched;
        });
    }

    // A patch that makes an object of wrong types is invalid, where a body of wrong types is a bad request.
    private static void CheckPatched(ApiRequest request, JsonObject patched, JsonNode? patch, string type, WriteOptions options)
    {
        var shown = type == Strategic ? GoText.OfMap(patch) : Encoding.UTF8.GetString(JsonText.Write(patched));
        try
        {
            Decoder.CheckFields(request, patched, options.FieldValidation, []);
        }
        catch (StatusException refusal) when (refusal.Code == 400)
        {
            var prefix = $"cannot be handled as a {request.Kind.Kind}: ";
            var why = refusal.Message[(refusal.Message.IndexOf(prefix, StringComparison.Ordinal) is >= 0 and var at ? at + prefix.Length : 0)..];
            throw StatusException.Invalid(new("", ""), "", [Cause.InvalidValue("patch", shown, why)]);
        }
    }

    private static JsonNode? Parse(string type, byte[] body)
    {
        try
        {
            var patch = JsonText.Parse(body);
            return (type, patch) switch
            {
                (Json, JsonArray) or (Merge or Strategic, JsonObject) => patch,
                (Json, _) => throw StatusException.BadRequest($"error decoding patch: json: cannot unmarshal {GoKind(patch)} into Go value of type []handlers.jsonPatchOp"),
                _ => throw StatusException.BadRequest($"error decoding patch: json: cannot unmarshal {GoKind(patch)} into Go value of type map[string]interface {{}}"),
            };
        }
        catch (JsonException error)
        {
            throw StatusException.BadRequest($"error decoding patch: {RequestBody.Complaint(error, body)}");
        }
    }

    private static JsonObject Patched(ResourceKind kind, string type, JsonObject current, JsonNode? patch)
    {
        try
        {
            var patched = type switch
            {
                Json => JsonPatch.Apply(current, patch!.AsArray()),
                Merge => MergePatch.Apply(current, patch),
                _ => StrategicMergePatch.Apply(kind, current, patch!.AsObject()),
            };
            return patched as JsonObject ?? throw new PatchException("not an object");
        }
        catch (PatchException error) when (type == Strategic)
        {
            throw new StatusException(500, "", error.Message);
        }
        catch (PatchException)
        {
            throw new StatusException(422, "Invalid", "the server rejected our request due to an error in our request", []);
        }
    }

    private static JsonObject ReadApplied(ApiRequest request, byte[] body)
    {
        JsonNode? node;
        try
        {
            node = body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("{"u8) ? JsonText.Parse(body) : YamlText.Read(Encoding.UTF8.GetString(body)) is [var first, ..] ? first : null;
        }
        catch (Exception error) when (error is JsonException or YamlTextException)
        {
            throw StatusException.BadRequest($"error decoding YAML: {error.Message}");
        }
        var value = node as JsonObject ?? throw StatusException.BadRequest("error decoding YAML: an object is expected");
        if (value.Text("apiVersion") is null || value.Text("kind") is null)
            throw StatusException.BadRequest($"invalid object type: {value.Text("apiVersion")}/, Kind={value.Text("kind")}");
        if (value.Metadata()["managedFields"] is not null)
            throw StatusException.BadRequest("metadata.managedFields must be nil");
        if (request.Kind.Custom is null && (value.Text("kind") != request.Kind.Kind || value.Text("apiVersion") != request.Kind.ApiVersion))
            throw StatusException.BadRequest($"invalid object type: {TypeOf(value)}");
        var place = $"{value.Namespace()}/{value.Name()}; {TypeOf(value)}";
        Decoder.Check(request, value, "Warn", []);
        if (request.Warnings.FirstOrDefault() is { } unknown)
            throw new StatusException(500, "", $"failed to create typed patch object ({place}): .{unknown.Split('"')[1]}: field not declared in schema");
        value.Metadata().Default("name", request.Info.Name);
        return value;
    }

    private static string TypeOf(JsonObject value)
    {
        var version = value.Text("apiVersion") ?? "";
        return $"{(version.Contains('/', StringComparison.Ordinal) ? version : "/" + version)}, Kind={value.Text("kind")}";
    }

    private static string GoKind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind kind => kind.ToString().ToLowerInvariant(),
    };
}
