using System.Net;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity.Impersonation;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KubeDaq.Sandbox.Auditing;

/// <summary>What the audit log will tell of a request, gathered on its way through the server.</summary>
internal sealed class RequestAudit
{
    private const string IdHeader = "Audit-ID";

    /// <summary>Begins with what the wire says.</summary>
    public RequestAudit(HttpContext context, RequestInfo info, DateTimeOffset received)
    {
        var headers = context.Request.Headers;
        Id = headers[IdHeader].FirstOrDefault() is { Length: > 0 } given ? given : Guid.NewGuid().ToString();
        Info = info;
        Received = received;
        Uri = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? target : info.Path;
        UserAgent = headers.UserAgent.ToString();
        SourceAddresses = Sources(headers, context.Connection.RemoteIpAddress);
        if (info.IsResource)
            Object = new(info.Resource, info.Subresource, info.Group, info.Version, info.Namespace, info.Name);
        context.Response.Headers[IdHeader] = Id;
    }

    /// <summary>The number of the request; who asks may give one.</summary>
    public string Id { get; }

    /// <summary>What is asked.</summary>
    public RequestInfo Info { get; }

    /// <summary>When it came.</summary>
    public DateTimeOffset Received { get; }

    /// <summary>Path and query as sent.</summary>
    public string Uri { get; }

    /// <summary>The program that asks, as it calls itself.</summary>
    public string UserAgent { get; }

    /// <summary>From where it came, the first sender first as proxies tell; only the last is certain.</summary>
    public IReadOnlyList<string> SourceAddresses { get; }

    /// <summary>Who showed his credentials; null where they were not good.</summary>
    public UserInfo? User { get; set; }

    /// <summary>As whom he is answered; null where it is he himself.</summary>
    public ImpersonatedUser? Impersonated { get; set; }

    /// <summary>What it is about; null for a path that is no resource.</summary>
    public AuditedObject? Object { get; private set; }

    /// <summary>Why it was refused; null while it is not.</summary>
    public StatusException? Refusal { get; set; }

    /// <summary>What authorization and admission note.</summary>
    public IDictionary<string, string> Annotations { get; } = new Dictionary<string, string>();

    /// <summary>Takes down what the authorizer said.</summary>
    public void Note(Decision decision)
    {
        Annotations["authorization.k8s.io/decision"] = decision.Allowed ? "allow" : "forbid";
        Annotations["authorization.k8s.io/reason"] = decision.Reason;
    }

    /// <summary>Takes from an object in a request's body which one it is, and nothing else of it.</summary>
    public void Describe(JsonObject sent) => Object = Object! with
    {
        Name = Object.Name.Length > 0 ? Object.Name : sent.Text("metadata", "name") ?? "",
        Uid = sent.Text("metadata", "uid") ?? "",
        ResourceVersion = sent.Text("metadata", "resourceVersion") ?? "",
    };

    /// <summary>Takes the name that the server gave.</summary>
    public void DescribeMade(string name) => Object = Object! with { Name = name };

    private static List<string> Sources(IHeaderDictionary headers, IPAddress? peer)
    {
        var told = headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(part => IPAddress.TryParse(part, out _)).ToList();
        if (told.Count == 0 && IPAddress.TryParse(headers["X-Real-Ip"].ToString(), out var real))
            told.Add(real.ToString());
        if (peer is not null && told.LastOrDefault() != peer.ToString())
            told.Add(peer.ToString());
        return told;
    }
}
