using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>The sentences of <see cref="Judging.Denials"/>, in CEL. The API server evaluates them for every pod, denied or not: so they end early.</summary>
internal static class DenialCel
{
    private const string Namespace = "namespaceObject.metadata.name";
    private const string Account = "variables.account";

    public const string Static = "the pod takes more from its host than its service account may; to see what and why: kubedaq policy explain -f POD.yaml";

    public static string OfHostAccess(IReadOnlyList<string> policies)
    {
        var takes = "variables.taken.map(r, r.at + ': ' + r.needs.join(', ')).join('; ')";
        return $"variables.free || variables.taken.size() == 0 ? '' : 'service account ' + {Namespace} + '/' + {Account} + ' may not take from the host what this pod takes (' + {takes} + '). ' "
            + $"+ {(policies.Count == 0 ? NoneFits : $"(variables.fitting.size() == 0 ? {NoneFits} : {SomeFit})")} "
            + $"+ ' To see why other policies do not admit it: kubedaq policy explain -f POD.yaml --as system:serviceaccount:' + {Namespace} + ':' + {Account}";
    }

    /// <summary>The names of the policies that would admit the pod.</summary>
    public static string Fitting(IReadOnlyList<string> policies) =>
        $"[{string.Join(", ", Enumerable.Range(0, policies.Count))}].filter(i, variables.fits[i]).map(i, {Texts(policies)}[i])";

    public static string OfCard(int index)
    {
        var card = $"variables.cards[{index}]";
        return $"variables.unchanged || variables.cards.size() <= {index} ? '' : 'service account ' + {Namespace} + '/' + {Account} + ' may not use card ' + {card} "
            + $"+ ': an administrator grants it by kubedaq policy grant --card ' + {card} + ' --to ' + {Namespace} + ':' + {Account}";
    }

    private static string NoneFits => "'No HostAccessPolicy allows all of that.'";

    private static string SomeFit =>
        "'It would be admitted with: ' + variables.fitting.join(', ') + '. Ask an administrator for one, as by kubectl create rolebinding ' "
        + $"+ {Account} + '-' + variables.fitting[0] + ' -n ' + {Namespace} + ' --clusterrole={HostAccessNames.RolePrefix}' + variables.fitting[0] + ' --serviceaccount=' + {Namespace} + ':' + {Account} + '.'";
}
