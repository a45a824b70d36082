using KubeDaq.Sandbox.Auditing;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>An authorized request for objects of a kind.</summary>
internal sealed record ApiRequest(HttpContext Context, UserInfo User, RequestInfo Info, ResourceKind Kind, RequestAudit Audit, CancellationToken Stop)
{
    /// <summary>Sentences for the client, gathered until the answer begins.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The namespace of the objects; the namespace that is itself the object is in none.</summary>
    public string Namespace => Kind.Namespaced ? Info.Namespace : "";

    /// <summary>A write for this request.</summary>
    public WriteRequest Write(WriteOptions options) => new()
    {
        Kind = Kind,
        Namespace = Namespace,
        Name = Info.Name,
        Subresource = Info.Subresource,
        User = User,
        DryRun = options.DryRun,
        Manager = options.Manager,
        Warnings = Warnings,
        Annotations = Audit.Annotations,
    };

    /// <summary>Puts the warnings into the answer's headers.</summary>
    public void SendWarnings()
    {
        foreach (var warning in Warnings.Distinct())
            Context.Response.Headers.Append("Warning", $"299 - \"{warning.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
    }
}
