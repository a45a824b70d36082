using KubeDaq.Api.Schema;

namespace KubeDaq.Api.HostAccess;

/// <summary>How much memory in huge pages of one size a pod may ask for.</summary>
public sealed record AllowedHugePages
{
    /// <summary>The page size as in the resource's name: 2Mi for hugepages-2Mi.</summary>
    [Pattern(Patterns.PageSize), Bounds(1, 20)]
    public required string Size { get; init; }

    /// <summary>The most that all containers of a pod may ask for together, a quantity of bytes such as 16Gi.</summary>
    [Pattern(Patterns.ByteQuantity), Bounds(1, 20)]
    public required string Max { get; init; }
}
