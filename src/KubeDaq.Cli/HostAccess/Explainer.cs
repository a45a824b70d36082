using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Judges pods as the API server does with the compiled policy, and keeps every reason.</summary>
internal sealed class Explainer(IHostAccessSource source)
{
    /// <param name="found">The pod.</param>
    /// <param name="account">The service account that it runs under.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task<Explanation> ExplainAsync(FoundPod found, ObjectName account, CancellationToken stop)
    {
        var policies = await source.PoliciesAsync(stop);
        var mayUse = new Dictionary<string, bool?>();
        // Only of those that fit: what does not fit need not be asked about.
        foreach (var name in policies.Fitting(PodNeeds.Of(found.Pod)))
            mayUse[name] = await source.MayUseAsync(account, UseGrants.Policies, name, stop);
        var verdict = HostAccessJudge.Judge(found.Pod, account.Namespace, policies, name => mayUse.GetValueOrDefault(name) ?? false);
        var cards = await CardsAsync(found, account, stop);
        return new Explanation
        {
            Source = found.Source,
            Pod = found.Pod["metadata"]?["name"]?.ToString() ?? "",
            Account = account,
            Governance = await source.GovernanceAsync(account.Namespace, stop),
            Needs = verdict.Needs.Needs,
            Policies = verdict.Needs.IsBaseline ? [] : [.. verdict.Answers.Select(answer => new PolicyView(answer.Policy, mayUse.GetValueOrDefault(answer.Policy), answer.Refusals))],
            Cards = cards,
            Trouble = CardAccessJudge.AsksTooMuch(found.Pod) ? CardAccessJudge.TooMany : null,
        };
    }

    private async Task<IReadOnlyList<CardView>> CardsAsync(FoundPod found, ObjectName account, CancellationToken stop)
    {
        // Without the units first: most pods ask for no card at all, and need no list of them.
        if (CardAccessJudge.CardsOf(found.Pod, new Dictionary<string, string>()).Count == 0)
            return [];
        var cards = new List<CardView>();
        foreach (var card in CardAccessJudge.CardsOf(found.Pod, HostAccessView.UnitsOf(await source.CardsAsync(stop))))
            cards.Add(new CardView(card, await source.MayUseAsync(account, UseGrants.Cards, card, stop)));
        return cards;
    }
}
