using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Planning;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>Requests the cards' extended resources, so that the scheduler counts them and the kubelet hands over the device files.</summary>
internal static class PodCards
{
    public static void Request(JsonObject spec, JsonObject template, IReadOnlyList<CardHold> cards)
    {
        var wanted = template["metadata"]?["annotations"]?[PodMarks.CardContainer] as JsonValue;
        if (cards.Count == 0 || PodContainers.Main(spec, wanted?.ToString()) is not { } container)
            return;
        if (container["resources"] is not JsonObject resources)
            container["resources"] = resources = [];
        foreach (var list in new[] { "requests", "limits" })
        {
            if (resources[list] is not JsonObject amounts)
                resources[list] = amounts = [];
            foreach (var card in cards)
                amounts[ApiGroup.ResourceName(card.Card, card.Unit)] = "1";
        }
    }
}
