using KubeDaq.Cli.Rendering;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.HostAccess;

/// <summary>An explanation for people.</summary>
internal sealed class ExplanationText(Terminal terminal)
{
    public void Write(Explanation pod)
    {
        terminal.Out.WriteLine($"{pod.Source}: {Verdict(pod)}");
        terminal.Out.WriteLine($"  service account {pod.Account}; {Namespace(pod)}");
        WriteNeeds(pod);
        WritePolicies(pod);
        WriteCards(pod);
        WriteGrants(pod);
    }

    private string Verdict(Explanation pod) => pod switch
    {
        { IsAllowed: false, IsAdmitted: true } => terminal.Paint("admitted, as its namespace is not governed; would be denied if it were", Shade.Attention),
        { IsAllowed: false } => terminal.Paint("denied", Shade.Bad),
        { IsBaseline: true, Cards.Count: 0 } => terminal.Paint("admitted: baseline, no policy needed", Shade.Good),
        { IsSupposed: true } => terminal.Paint(pod.AdmittedBy is null ? "admitted if the cards are granted" : $"admitted by {pod.AdmittedBy} if it is granted", Shade.Attention),
        { IsBaseline: true } => terminal.Paint("admitted: baseline, no policy needed", Shade.Good),
        _ => terminal.Paint($"admitted by {pod.AdmittedBy}", Shade.Good),
    };

    private static string Namespace(Explanation pod) => pod.Governance switch
    {
        Governance.Governed => $"namespace {pod.Account.Namespace} is governed",
        Governance.Ungoverned => $"namespace {pod.Account.Namespace} is not governed",
        Governance.OfSystem => $"namespace {pod.Account.Namespace} belongs to the cluster and is never governed",
        Governance.Missing => $"there is no namespace {pod.Account.Namespace}; it is taken for governed",
        _ => $"namespace {pod.Account.Namespace} is taken for governed",
    };

    private void WriteNeeds(Explanation pod)
    {
        if (pod.IsBaseline)
            return;
        terminal.Out.WriteLine("  takes from its host, beyond baseline:");
        foreach (var place in pod.Needs.GroupBy(need => need.Place))
            terminal.Out.WriteLine($"    {place.Key}: {string.Join(", ", place.Select(need => need.What).Distinct())}");
    }

    private void WritePolicies(Explanation pod)
    {
        if (pod.IsBaseline)
            return;
        if (pod.Policies.Count == 0)
        {
            terminal.Out.WriteLine("  there is no HostAccessPolicy");
            return;
        }

        var columns = new Columns("  POLICY", "FITS", "MAY USE", "WHY NOT");
        foreach (var policy in pod.Policies)
            AddPolicy(columns, policy, pod);
        columns.Write(terminal);
    }

    private static void AddPolicy(Columns columns, PolicyView policy, Explanation pod)
    {
        var reasons = policy is { Fits: true, MayUse: false } ? [$"not granted to {pod.Account}"] : policy.Refusals;
        columns.Add($"  {policy.Name}", policy.Fits ? "yes" : "no", Word(policy.MayUse, policy.Fits), reasons is [var first, ..] ? first : null);
        foreach (var reason in reasons.Skip(1))
            columns.Add(new Cell(""), new Cell(""), new Cell(""), reason);
    }

    private void WriteCards(Explanation pod)
    {
        if (pod.Cards.Count == 0)
            return;
        var columns = new Columns("  CARD", "MAY USE");
        foreach (var card in pod.Cards)
            columns.Add($"  {card.Name}", Word(card.MayUse, asked: true));
        columns.Write(terminal);
        if (pod.Trouble is not null)
            terminal.Out.WriteLine($"  {pod.Trouble}");
    }

    private void WriteGrants(Explanation pod)
    {
        if (!pod.IsBaseline && pod.Fitting is null)
            terminal.Out.WriteLine("  no policy allows all that the pod takes: write one, or let the pod take less");
        if (pod.Grants.Count == 0 || (pod.Fitting is null && !pod.IsBaseline))
            return;
        terminal.Out.WriteLine(pod.IsAllowed && !pod.IsSupposed ? "  a policy that allows less would do; to grant it:" : "  to grant it, an administrator runs:");
        foreach (var command in pod.Grants)
            terminal.Out.WriteLine($"    {command}");
    }

    private static Cell Word(bool? mayUse, bool asked) => mayUse switch
    {
        true => new Cell("yes", Shade.Good),
        false => new Cell("no", Shade.Bad),
        null => asked ? new Cell("unknown", Shade.Attention) : (Cell)Cell.Nothing,
    };
}
