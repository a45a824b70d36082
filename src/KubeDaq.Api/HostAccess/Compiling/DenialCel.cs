using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>The sentences of <see cref="Judging.Denials"/>, in CEL. The API server evaluates them for every pod, denied or not: so they end early.</summary>
internal static class DenialCel
{
    private static readonly string Namespace = PodTerms.Variables.Namespace;
    private static readonly string Account = PodTerms.Variables.Account;
    private static readonly string Taken = PodTerms.Variables.Taken;

    public const string Static = "the pod takes more from its host than its service account may; to see what and why: kubedaq policy explain -f POD.yaml";

    /// <summary>What the pod takes is put in last, so that nothing in it is taken for a place to fill.</summary>
    public static string OfHostAccess(bool anyPolicy) =>
        $"{Taken}.size() == 0 ? '' : {(anyPolicy ? $"(variables.fitting == '' ? {Text(NoneFits)} : {SomeFit})" : Text(NoneFits))}"
        + $".replace('{{account}}', {Account}).replace('{{namespace}}', {Namespace}).replace('{{takes}}', {Taken}.map(r, r.at + ': ' + r.needs.join(', ')).join('; '))";

    public static string OfCard(int index)
    {
        var card = $"variables.cards[{index}]";
        return $"variables.unchanged || variables.cards.size() <= {index} ? '' : 'service account ' + {Namespace} + '/' + {Account} + ' may not use card ' + {card} "
            + $"+ ': an administrator grants it by kubedaq policy grant --card ' + {card} + ' --to ' + {Namespace} + ':' + {Account}";
    }

    private static string SomeFit =>
        Text(Sentence("It would be admitted with: {fitting}. Ask an administrator for one, as by kubectl create rolebinding {account}-{first} -n {namespace} "
            + $"--clusterrole={HostAccessNames.RolePrefix}{{first}} --serviceaccount={{namespace}}:{{account}}."))
        + ".replace('{fitting}', variables.fitting.substring(2)).replace('{first}', variables.fitting.split(', ')[1])";

    private static string NoneFits => Sentence("No HostAccessPolicy allows all of that.");

    private static string Sentence(string advice) =>
        $"service account {{namespace}}/{{account}} may not take from the host what this pod takes ({{takes}}). {advice} "
        + "To see why other policies do not admit it: kubedaq policy explain -f POD.yaml --as system:serviceaccount:{namespace}:{account}";
}
