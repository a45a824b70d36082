using System.Text.Json.Serialization;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.HostAccess;

/// <summary>A part of the host's file system.</summary>
public sealed record AllowedHostPath
{
    /// <summary>The folder or file; all below it is meant too: /data means /data/raw, and not /database.</summary>
    [Pattern(Patterns.AbsolutePath), Bounds(1, 512)]
    public required string Prefix { get; init; }

    /// <summary>Whether containers may mount it read-only alone.</summary>
    [JsonIgnore]
    public bool ReadOnly { get; init; } = true;

    // The generated reader takes what is left out for false, which would allow more than the default.

    /// <summary>Whether containers may mount it read-only alone.</summary>
    [JsonInclude, JsonPropertyName("readOnly"), DefaultsTo("true")]
    internal bool? WrittenReadOnly { get => ReadOnly; init => ReadOnly = value ?? true; }
}
