using System.Text.Json;

namespace KubeDaq.Cluster.Clients;

/// <summary>One answer to a list request, its items still unread: one bad item must not spoil the others.</summary>
internal sealed record ListPage
{
    public ListMeta Metadata { get; init; } = new();

    public IReadOnlyList<JsonElement> Items { get; init; } = [];
}

/// <summary>Which version a list is, and how to ask for the rest.</summary>
internal sealed record ListMeta
{
    public string? ResourceVersion { get; init; }

    public string? Continue { get; init; }
}

/// <summary>A whole list and the version to watch from.</summary>
internal sealed record Listing(IReadOnlyList<JsonElement> Items, string Version);

/// <summary>Which objects of a kind.</summary>
/// <param name="Namespace">Only of this namespace; of all where null.</param>
/// <param name="Labels">A label selector, <c>dune.daq/partition=coldbox</c>.</param>
/// <param name="Fields">A field selector, <c>spec.nodeName=daq2</c>.</param>
public sealed record Selection(string? Namespace = null, string? Labels = null, string? Fields = null)
{
    /// <summary>All objects.</summary>
    public static Selection All { get; } = new();

    internal string Query(params IEnumerable<string> more)
    {
        var parts = new List<string>(more);
        if (!string.IsNullOrEmpty(Labels))
            parts.Add("labelSelector=" + Uri.EscapeDataString(Labels));
        if (!string.IsNullOrEmpty(Fields))
            parts.Add("fieldSelector=" + Uri.EscapeDataString(Fields));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
