using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Judging;

/// <summary>What the API server says to a pod that is denied. The compiler writes the same sentences in CEL.</summary>
internal static class Denials
{
    /// <summary>Of a pod that no policy admits.</summary>
    public static string OfHostAccess(ObjectName account, PodNeeds needs, IReadOnlyList<string> fitting)
    {
        var takes = string.Join("; ", needs.Needs.GroupBy(need => need.Place).Select(place => $"{place.Key}: {string.Join(", ", place.Select(need => need.What))}"));
        return $"service account {account} may not take from the host what this pod takes ({takes}). {Advice(account, fitting)} "
            + $"To see why other policies do not admit it: kubedaq policy explain -f POD.yaml --as system:serviceaccount:{account.Namespace}:{account.Name}";
    }

    /// <summary>Of a pod that asks for a card.</summary>
    public static string OfCard(ObjectName account, string card) =>
        $"service account {account} may not use card {card}: an administrator grants it by kubedaq policy grant --card {card} --to {account.Namespace}:{account.Name}";

    private static string Advice(ObjectName account, IReadOnlyList<string> fitting) => fitting.Count == 0
        ? "No HostAccessPolicy allows all of that."
        : $"It would be admitted with: {string.Join(", ", fitting)}. Ask an administrator for one, as by {GrantCommands.OfPolicy(account, fitting[0])}.";
}
