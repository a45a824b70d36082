using KubeDaq.Api;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Operator.Controllers.ReadoutCards;

/// <summary>The extended resources by which a pod may ask for a card or a unit of it.</summary>
internal static class CardResources
{
    public static HashSet<string> Of(ReadoutCard card) =>
        [ApiGroup.ResourceName(card.Metadata.Name!), .. card.Spec.Units.Select(u => ApiGroup.ResourceName(card.Metadata.Name!, u))];
}
