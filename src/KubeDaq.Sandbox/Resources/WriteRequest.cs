using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>A write and who asks for it.</summary>
internal sealed record WriteRequest
{
    /// <summary>The kind, in the version in which the client speaks.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>The namespace; empty for cluster-wide kinds.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name in the path; empty for a creation.</summary>
    public string Name { get; init; } = "";

    /// <summary>The part of the object that is written; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Who asks.</summary>
    public UserInfo User { get; init; } = UserInfo.System;

    /// <summary>Whether nothing is stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Who owns the fields that this write sets; null leaves ownership alone where nobody has any.</summary>
    public string? Manager { get; init; }

    /// <summary>Whether the write is a server-side apply, which keeps ownership itself.</summary>
    public bool Applies { get; init; }

    /// <summary>Sentences for the client.</summary>
    public IList<string> Warnings { get; init; } = [];

    /// <summary>Notes for the audit log.</summary>
    public IDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the object is kept.</summary>
    public ObjectKey Key(string name) => new(Kind.Storage, Namespace, name);

    /// <summary>What is asked, for authorization and admission.</summary>
    public RequestInfo Info(string verb, string name) => new(true, verb, "", Kind.Group, Kind.Version, Kind.Plural, Subresource, Namespace, name);
}

/// <summary>How an object is to be deleted.</summary>
/// <param name="GraceSeconds">How long it may take to end, or null for its own time.</param>
/// <param name="Propagation">Background, Foreground or Orphan; null for the kind's own.</param>
/// <param name="Uid">The uid that it must have, or null.</param>
/// <param name="ResourceVersion">The version that it must have, or null.</param>
internal sealed record DeleteRequest(long? GraceSeconds = null, string? Propagation = null, string? Uid = null, string? ResourceVersion = null);
