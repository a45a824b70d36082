using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Auditing;

/// <summary>A line of the audit log: what a request was and how it stood at one stage.</summary>
internal sealed record AuditEvent(RequestAudit Request, string Stage, int Code, DateTimeOffset Time)
{
    /// <summary>An answer that may go on for long has begun; or nobody was found who asks.</summary>
    public const string ResponseStarted = "ResponseStarted";

    /// <summary>The answer is complete.</summary>
    public const string ResponseComplete = "ResponseComplete";

    /// <summary>What admission and authorization noted, as it was then.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Annotations { get; } = [.. Request.Annotations.OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>The object, as far as it was known then.</summary>
    public AuditedObject? Object { get; } = Request.Object;

    /// <summary>Why the request was refused; null where it was not. What is wrong with a Secret is said with its content, and stays between server and client.</summary>
    public StatusException? Refusal { get; } = Request is { Refusal: { Code: 400 or 422 } refusal, Info.Resource: "secrets" }
        ? new(refusal.Code, refusal.Reason, "what is wrong was told to the client alone")
        : Request.Refusal;
}

/// <summary>What a request is about.</summary>
internal sealed record AuditedObject(string Resource, string Subresource, string Group, string Version, string Namespace, string Name)
{
    /// <summary>The uid that the request named.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The version that the request was made on.</summary>
    public string ResourceVersion { get; init; } = "";
}
