using System.Text.Json.Nodes;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>The API server, as the agent's own service account.</summary>
internal interface IApiServer
{
    /// <summary>Asks, and reads the answer.</summary>
    /// <exception cref="ApiFailure">It refused, or did not answer.</exception>
    Task<JsonObject> SendAsync(ApiCall call, CancellationToken stop);

    /// <summary>Keeps the objects of a collection, by <c>namespace/name</c> or <c>name</c>, and tells all of them after each change, until stopped.</summary>
    Task FollowAsync(string path, Action<IReadOnlyDictionary<string, JsonObject>> changed, CancellationToken stop);
}

/// <summary>One request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query: <c>/apis/dune.daq/v1alpha1/readoutcards?limit=1</c>.</param>
/// <param name="Body">What is sent, if anything.</param>
/// <param name="ContentType">What the body is.</param>
internal sealed record ApiCall(HttpMethod Method, string Path, JsonNode? Body = null, string ContentType = "application/json")
{
    public const string Merge = "application/merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    public static ApiCall Get(string path) => new(HttpMethod.Get, path);

    public static ApiCall Create(string path, JsonNode body) => new(HttpMethod.Post, path, body);

    public static ApiCall Replace(string path, JsonNode body) => new(HttpMethod.Put, path, body);

    public static ApiCall Patch(string path, JsonNode body, string contentType = Merge) => new(HttpMethod.Patch, path, body, contentType);

    public static ApiCall Delete(string path) => new(HttpMethod.Delete, path);
}

/// <summary>The API server refused, or did not answer.</summary>
internal sealed class ApiFailure(int code, string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Code { get; } = code;

    /// <summary>Kubernetes' word for it: NotFound, AlreadyExists, Conflict, Forbidden, Invalid, ...</summary>
    public string Reason { get; } = reason;

    public bool IsNotFound => Code == 404;

    public bool IsConflict => Code == 409;

    /// <summary>Whether the same request would be answered the same again: it is not allowed, not right, or what it is about is gone.</summary>
    public bool IsForGood => Code is 400 or 403 or 404 or 422;
}
