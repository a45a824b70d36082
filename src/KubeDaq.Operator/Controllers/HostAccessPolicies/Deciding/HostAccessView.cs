using KubeDaq.Api;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

/// <summary>All that the compiled objects are decided by.</summary>
/// <param name="Policies">The policies of the cluster, without those that are being deleted.</param>
/// <param name="InForce">The set that was last compiled.</param>
/// <param name="Units">The card of each resource that stands for one unit of a card.</param>
/// <param name="Mode">What happens to a pod that no policy admits.</param>
internal sealed record HostAccessView(
    IReadOnlyList<HostAccessPolicy> Policies, CompiledSet InForce, IReadOnlyDictionary<string, string> Units, HostAccessMode Mode)
{
    public static IReadOnlyDictionary<string, string> UnitsOf(IEnumerable<ReadoutCard> cards)
    {
        var units = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var card in cards)
        {
            foreach (var unit in card.Spec.Units)
                units[ApiGroup.ResourceName(card.Metadata.Name!, unit)] = card.Metadata.Name!;
        }

        return units;
    }
}
