using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Auditing;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>A request to a subresource.</summary>
internal sealed class SubresourceCall
{
    /// <summary>The request and the place for its answer.</summary>
    public required HttpContext Context { get; init; }

    /// <summary>Who asks.</summary>
    public required UserInfo User { get; init; }

    /// <summary>What is asked.</summary>
    public required RequestInfo Request { get; init; }

    /// <summary>What the audit log will tell of it.</summary>
    public required RequestAudit Audit { get; init; }

    /// <summary>All objects.</summary>
    public required IObjects Objects { get; init; }

    /// <summary>Ends when the client is gone or the server stops.</summary>
    public required CancellationToken Stop { get; init; }

    /// <summary>Reads the body as an object of the kind named, JSON or YAML.</summary>
    public Task<JsonObject> ReadObjectAsync(string kind) => RequestBody.ReadObjectAsync(Context.Request, kind, Stop);

    /// <summary>Answers with an object.</summary>
    public Task AnswerAsync(int code, JsonObject value) => Answers.WriteAsync(Context.Response, code, value, Stop);
}
