using KubeDaq.Api.Schema;

namespace KubeDaq.Api.HostAccess;

/// <summary>Host ports from a first to a last one.</summary>
public sealed record HostPortRange
{
    /// <summary>The first port.</summary>
    [Bounds(1, 65535)]
    public required int Min { get; init; }

    /// <summary>The last port.</summary>
    [Bounds(1, 65535)]
    public required int Max { get; init; }
}
