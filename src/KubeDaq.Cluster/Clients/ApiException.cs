using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Clients;

/// <summary>The API server refused a request.</summary>
public sealed class ApiException : ClusterException
{
    /// <summary>Makes one from the server's Status.</summary>
    public ApiException(ApiStatus status, string message)
        : base(message) => Status = status;

    /// <summary>Makes one that says only what the server says.</summary>
    public ApiException(int code, string reason, string message)
        : this(new ApiStatus { Code = code, Reason = reason, Message = message }, message)
    {
    }

    /// <summary>What the server answered.</summary>
    public ApiStatus Status { get; }

    /// <summary>The HTTP status code.</summary>
    public int Code => Status.Code;

    /// <summary>The reason in a word: <c>NotFound</c>, <c>Conflict</c>, <c>AlreadyExists</c>, <c>Forbidden</c>, <c>Invalid</c>.</summary>
    public string Reason => Status.Reason ?? "";

    /// <summary>There is no such object, or no such kind.</summary>
    public bool IsNotFound => Code == 404;

    /// <summary>Somebody else changed the object since it was read.</summary>
    public bool IsConflict => Code == 409 && Reason != "AlreadyExists";

    /// <summary>There is already an object of this name.</summary>
    public bool IsAlreadyExists => Code == 409 && Reason == "AlreadyExists";

    /// <summary>The version or continue token asked for is too old.</summary>
    public bool IsExpired => Code == 410;

    /// <summary>The user may not do this.</summary>
    public bool IsForbidden => Code == 403;

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter =>
        Status.Details?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
