using KubeDaq.Cli.Rendering;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.HostAccess;

/// <summary>What running pods would be told, as a table: those that take nothing from their host are only counted.</summary>
internal sealed class CheckReport(IReadOnlyList<Explanation> pods)
{
    public IReadOnlyList<Explanation> Shown { get; } = [.. pods.Where(pod => !pod.IsBaseline || pod.Cards.Count > 0)];

    public int Denied => pods.Count(pod => !pod.IsAllowed);

    public void Write(Terminal terminal)
    {
        var columns = new Columns("NAMESPACE", "POD", "ACCOUNT", "VERDICT", "ADMITTED BY", "NEEDS");
        foreach (var pod in Shown)
            columns.Add(pod.Account.Namespace, pod.Pod, pod.Account.Name, Verdict(pod), pod.IsAllowed ? pod.AdmittedBy : null, Needs(pod));
        if (Shown.Count > 0)
            columns.Write(terminal);
        terminal.Error.WriteLine(
            $"Of {pods.Count} running pods {pods.Count - Shown.Count} take nothing from their hosts, {Shown.Count - Denied} are admitted, {Denied} would be denied."
            + (Denied > 0 ? " kubectl get pod POD -n NAMESPACE -o yaml | kubedaq policy explain -f - tells why." : ""));
    }

    private static Cell Verdict(Explanation pod) => pod.IsAllowed ? new Cell("admitted", Shade.Good) : new Cell("denied", Shade.Bad);

    /// <summary>What would have to be granted; where no policy fits, what the pod takes.</summary>
    private static string Needs(Explanation pod)
    {
        if (pod.IsAllowed)
            return Cell.Nothing;
        if (pod.Trouble is not null)
            return pod.Trouble;
        if (!pod.IsBaseline && pod.Fitting is null)
            return $"a policy that allows {string.Join(", ", pod.Needs.Select(need => need.What).Distinct())}";
        var cards = pod.Cards.Where(card => card.MayUse == false).Select(card => $"card {card.Name}");
        return "use of " + string.Join(", ", pod.AdmittedBy is null && pod.Fitting is not null ? cards.Prepend(pod.Fitting) : cards);
    }
}
