using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Auditing;

/// <summary>Writes an event as a line of JSON, an Event of audit.k8s.io/v1 as an API server writes it.</summary>
internal static class AuditLine
{
    // The file is read by people and by grep: quotes in messages stay readable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends the line.</summary>
    public static void Write(IBufferWriter<byte> buffer, AuditEvent told)
    {
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            WriteRequest(json, told);
            if (told.Object is { } about)
                WriteObject(json, about);
            if (told.Refusal is { } refusal)
                WriteRefusal(json, refusal);
            else
                WriteCode(json, told.Code);
            json.WriteString("requestReceivedTimestamp", Text(told.Request.Received));
            json.WriteString("stageTimestamp", Text(told.Time));
            WriteAnnotations(json, told.Annotations);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
    }

    private static void WriteRequest(Utf8JsonWriter json, AuditEvent told)
    {
        var request = told.Request;
        json.WriteString("kind", "Event");
        json.WriteString("apiVersion", "audit.k8s.io/v1");
        json.WriteString("level", "Metadata");
        json.WriteString("auditID", request.Id);
        json.WriteString("stage", told.Stage);
        json.WriteString("requestURI", request.Uri);
        json.WriteString("verb", request.Info.Verb);
        WriteUser(json, "user", request.User);
        if (request.Impersonated is { } impersonated)
        {
            WriteUser(json, "impersonatedUser", impersonated.User);
            if (impersonated.Constraint is { } constraint)
            {
                json.WriteStartObject("authenticationMetadata");
                json.WriteString("impersonationConstraint", constraint);
                json.WriteEndObject();
            }
        }
        WriteStrings(json, "sourceIPs", request.SourceAddresses);
        WriteText(json, "userAgent", request.UserAgent);
    }

    private static void WriteUser(Utf8JsonWriter json, string field, UserInfo? user)
    {
        json.WriteStartObject(field);
        WriteText(json, "username", user?.Name);
        WriteText(json, "uid", user?.Uid);
        WriteStrings(json, "groups", user?.Groups ?? []);
        if (user?.Extra.Count > 0)
        {
            json.WriteStartObject("extra");
            foreach (var (key, values) in user.Extra.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                WriteStrings(json, key, values);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, AuditedObject about)
    {
        json.WriteStartObject("objectRef");
        WriteText(json, "resource", about.Resource);
        WriteText(json, "namespace", about.Namespace);
        WriteText(json, "name", about.Name);
        WriteText(json, "uid", about.Uid);
        WriteText(json, "apiGroup", about.Group);
        WriteText(json, "apiVersion", about.Version);
        WriteText(json, "resourceVersion", about.ResourceVersion);
        WriteText(json, "subresource", about.Subresource);
        json.WriteEndObject();
    }

    private static void WriteCode(Utf8JsonWriter json, int code)
    {
        json.WriteStartObject("responseStatus");
        json.WriteStartObject("metadata");
        json.WriteEndObject();
        json.WriteNumber("code", code);
        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, StatusException refusal)
    {
        var status = refusal.ToStatus();
        status.Remove("kind");
        status.Remove("apiVersion");
        json.WritePropertyName("responseStatus");
        status.WriteTo(json);
    }

    private static void WriteAnnotations(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> annotations)
    {
        if (annotations.Count == 0)
            return;
        json.WriteStartObject("annotations");
        foreach (var (key, value) in annotations)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(field, value);
    }

    private static void WriteStrings(Utf8JsonWriter json, string field, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(field);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ");
}
