using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>A refusal that a client sees as a Kubernetes Status; the factories use the API server's own words.</summary>
internal sealed class StatusException(int code, string reason, string message, JsonObject? details = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Code { get; } = code;

    /// <summary>One CamelCase word, or empty.</summary>
    public string Reason { get; } = reason;

    /// <summary>What it is about; null where the Status has none.</summary>
    public JsonObject? Details { get; } = details;

    /// <summary>There is no such object.</summary>
    public static StatusException NotFound(GroupResource resource, string name) =>
        new(404, "NotFound", $"{Text(resource)} \"{name}\" not found", Describe(resource, name));

    /// <summary>No kind is served at this path.</summary>
    public static StatusException UnknownPath() =>
        new(404, "NotFound", "the server could not find the requested resource", []);

    /// <summary>The name is taken.</summary>
    public static StatusException AlreadyExists(GroupResource resource, string name) =>
        new(409, "AlreadyExists", $"{Text(resource)} \"{name}\" already exists", Describe(resource, name));

    /// <summary>The write does not fit the object's state.</summary>
    public static StatusException Conflict(GroupResource resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {Text(resource)} \"{name}\": {why}", Describe(resource, name));

    /// <summary>The object changed since the client read it.</summary>
    public static StatusException Modified(GroupResource resource, string name) =>
        Conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    /// <summary>The user may not do this to objects of this kind.</summary>
    public static StatusException Forbidden(GroupResource resource, string name, string why, IEnumerable<Cause>? causes = null) =>
        new(403, "Forbidden", name.Length == 0 ? $"{Text(resource)} is forbidden: {why}" : $"{Text(resource)} \"{name}\" is forbidden: {why}",
            Describe(resource, name, causes));

    /// <summary>The user may not ask for this path.</summary>
    public static StatusException ForbiddenPath(string why) => new(403, "Forbidden", $"forbidden: {why}", []);

    /// <summary>The credentials are not good.</summary>
    public static StatusException Unauthorized(string? why = null) => new(401, "Unauthorized", why is null ? "Unauthorized" : $"Unauthorized: {why}");

    /// <summary>The request makes no sense.</summary>
    public static StatusException BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>A dialect that the server does not speak.</summary>
    public static StatusException UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    /// <summary>The kind does not do this.</summary>
    public static StatusException MethodNotAllowed(JsonObject? details = null) =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", details ?? []);

    /// <summary>History does not reach back that far.</summary>
    public static StatusException Expired(string message) => new(410, "Expired", message);

    /// <summary>The server itself failed.</summary>
    public static StatusException InternalError(string message) =>
        new(500, "InternalError", $"Internal error occurred: {message}", new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });

    /// <summary>The object breaks rules of its kind. The first argument has the kind (<c>Pod</c>) where others have the plural.</summary>
    public static StatusException Invalid(GroupResource kind, string name, IReadOnlyList<Cause> causes)
    {
        var list = causes.Select(cause => $"{cause.Field}: {cause.Message}").Distinct().ToList();
        var all = list.Count == 1 ? list[0] : $"[{string.Join(", ", list)}]";
        return new(422, "Invalid", $"{Text(kind)} \"{name}\" is invalid: {all}", Describe(kind, name, causes));
    }

    /// <summary>The exception as the object that goes over the wire.</summary>
    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Reason.Length > 0)
            status["reason"] = Reason;
        if (Details is not null)
            status["details"] = Details.DeepClone();
        status["code"] = Code;
        return status;
    }

    private static string Text(GroupResource resource) => resource.Group.Length == 0 ? resource.Resource : $"{resource.Resource}.{resource.Group}";

    private static JsonObject Describe(GroupResource resource, string name, IEnumerable<Cause>? causes = null)
    {
        var details = new JsonObject();
        if (name.Length > 0)
            details["name"] = name;
        if (resource.Group.Length > 0)
            details["group"] = resource.Group;
        if (resource.Resource.Length > 0)
            if (resource.Resource.Length > 0)
            details["kind"] = resource.Resource;
        if (causes is not null)
            details["causes"] = new JsonArray([.. causes.Select(cause => cause.ToJson())]);
        return details;
    }
}

/// <summary>One thing that is wrong with an object, as a Status lists it.</summary>
internal sealed record Cause(string Reason, string Message, string Field)
{
    /// <summary>A value that is not allowed; <paramref name="value"/> as JSON writes it.</summary>
    public static Cause InvalidValue(string field, JsonNode? value, string detail) =>
        new("FieldValueInvalid", $"Invalid value: {GoText.Of(value)}: {detail}", field);

    /// <summary>A value that is missing.</summary>
    public static Cause Required(string field, string detail = "") =>
        new("FieldValueRequired", detail.Length == 0 ? "Required value" : $"Required value: {detail}", field);

    /// <summary>A value that the kind does not know.</summary>
    public static Cause NotSupported(string field, JsonNode? value, params IEnumerable<string> supported) =>
        new("FieldValueNotSupported", $"Unsupported value: {GoText.Of(value)}: supported values: {string.Join(", ", supported.Select(one => $"\"{one}\""))}", field);

    /// <summary>A value that may not be there.</summary>
    public static Cause Forbidden(string field, string detail) => new("FieldValueForbidden", $"Forbidden: {detail}", field);

    /// <summary>A value that occurs twice.</summary>
    public static Cause Duplicate(string field, JsonNode? value) => new("FieldValueDuplicate", $"Duplicate value: {GoText.Of(value)}", field);

    /// <summary>The cause as a Status has it.</summary>
    public JsonObject ToJson()
    {
        var cause = new JsonObject();
        if (Reason.Length > 0)
            cause["reason"] = Reason;
        cause["message"] = Message;
        if (Field.Length > 0)
            cause["field"] = Field;
        return cause;
    }
}
