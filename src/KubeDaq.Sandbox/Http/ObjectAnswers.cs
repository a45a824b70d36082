using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;
using YamlText = KubeDaq.Api.Yaml.YamlText;

namespace KubeDaq.Sandbox.Http;

/// <summary>Answers with stored objects in the form that a client asked for.</summary>
internal sealed class ObjectAnswers(TimeProvider time)
{
    /// <summary>Answers with one object.</summary>
    public Task WriteAsync(HttpContext context, int code, ResourceKind kind, StoredObject item, CancellationToken stop)
    {
        var form = AnswerForm.Of(context.Request, kind);
        return form.View switch
        {
            View.Table => SendAsync(context, code, form, Tables.Make(kind, [item], Version(item.Revision), Includes(context), time.GetUtcNow()), stop),
            View.Metadata => SendAsync(context, code, form, Tables.MetadataOf(item.Value), stop),
            _ when form.IsYaml => SendAsync(context, code, form, Versions.Shown(kind, item.Value), stop),
            _ => Answers.WriteBytesAsync(context.Response, code, form.ContentType, Bytes(kind, item), stop),
        };
    }

    /// <summary>Answers with a list.</summary>
    public Task WriteListAsync(HttpContext context, ResourceKind kind, ListPage page, CancellationToken stop)
    {
        var form = AnswerForm.Of(context.Request, kind, list: true);
        var metadata = Version(page.Revision);
        if (page.Continue is not null)
            metadata["continue"] = page.Continue;
        if (page.Remaining is not null)
            metadata["remainingItemCount"] = page.Remaining;
        return form.View switch
        {
            View.Table => SendAsync(context, 200, form, Tables.Make(kind, page.Items, metadata, Includes(context), time.GetUtcNow()), stop),
            View.Metadata => SendAsync(context, 200, form, MetadataList(page, metadata), stop),
            _ when form.IsYaml => SendAsync(context, 200, form, JsonText.Parse(ListBytes(kind, page, metadata).Span)!.AsObject(), stop),
            _ => Answers.WriteBytesAsync(context.Response, 200, form.ContentType, ListBytes(kind, page, metadata), stop),
        };
    }

    /// <summary>Answers with a JSON object, in YAML where the client wants it so.</summary>
    public static Task SendAsync(HttpContext context, int code, AnswerForm form, JsonObject value, CancellationToken stop) => form.IsYaml
        ? Answers.WriteBytesAsync(context.Response, code, form.ContentType, Encoding.UTF8.GetBytes(YamlText.Write(value)), stop)
        : Answers.WriteBytesAsync(context.Response, code, form.ContentType, JsonText.Write(value), stop);

    /// <summary>An object's JSON in a version.</summary>
    public static ReadOnlyMemory<byte> Bytes(ResourceKind kind, StoredObject item) =>
        Versions.ShownAsStored(kind) ? item.Utf8 : JsonText.Write(Versions.Shown(kind, item.Value));

    /// <summary>What tables are to include of each object.</summary>
    public static string Includes(HttpContext context) => context.Request.Query["includeObject"].ToString();

    private static JsonObject Version(long revision) => new() { ["resourceVersion"] = revision.ToString() };

    private static JsonObject MetadataList(ListPage page, JsonObject metadata) => new()
    {
        ["kind"] = "PartialObjectMetadataList",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = metadata,
        ["items"] = new JsonArray([.. page.Items.Select(item => (JsonNode)Tables.MetadataOf(item.Value))]),
    };

    private static ReadOnlyMemory<byte> ListBytes(ResourceKind kind, ListPage page, JsonObject metadata)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + (page.Items.Count * 1024));
        buffer.Write(Encoding.UTF8.GetBytes($"{{\"kind\":\"{kind.ListKind}\",\"apiVersion\":\"{kind.ApiVersion}\",\"metadata\":"));
        buffer.Write(JsonText.Write(metadata));
        buffer.Write(",\"items\":["u8);
        // Built-in kinds say kind and version once, on the list; stored objects begin with the two.
        var prefix = kind.Custom is null ? Encoding.UTF8.GetByteCount($"{{\"kind\":\"{kind.Kind}\",\"apiVersion\":\"{kind.ApiVersion}\",") : 0;
        var first = true;
        foreach (var item in page.Items)
        {
            if (!first)
                buffer.Write(","u8);
            first = false;
            if (prefix > 0)
                buffer.Write("{"u8);
            buffer.Write(Bytes(kind, item).Span[prefix..]);
        }
        buffer.Write("]}"u8);
        return buffer.WrittenMemory;
    }
}
