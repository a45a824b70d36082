using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>The kinds by which applications find each other.</summary>
internal enum PublishedKind
{
    Service,
    EndpointSlice,
}

/// <summary>A Service or EndpointSlice as it should be.</summary>
internal sealed record PublishedObject(PublishedKind Kind, JsonObject Value)
{
    public ObjectName Name => new((string)Value["metadata"]!["namespace"]!, (string)Value["metadata"]!["name"]!);
}
