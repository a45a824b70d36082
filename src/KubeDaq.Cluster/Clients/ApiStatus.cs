using System.Text.Json;

namespace KubeDaq.Cluster.Clients;

/// <summary>metav1.Status: how an API server says no.</summary>
public sealed record ApiStatus
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The HTTP status code.</summary>
    public int Code { get; init; }

    /// <summary>The reason in a word.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Which object, and what about it.</summary>
    public ApiStatusDetails? Details { get; init; }
}

/// <summary>Which object a refusal is about, and what about it.</summary>
public sealed record ApiStatusDetails
{
    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>The group.</summary>
    public string? Group { get; init; }

    /// <summary>The resource's name; the server calls it kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The object's uid.</summary>
    public string? Uid { get; init; }

    /// <summary>One entry a wrong field.</summary>
    public IReadOnlyList<ApiStatusCause> Causes { get; init; } = [];

    /// <summary>How long to wait before the next attempt.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Reason">The kind of mistake, <c>FieldValueRequired</c>.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Field">The field's path.</param>
public sealed record ApiStatusCause(string? Reason, string? Message, string? Field);
