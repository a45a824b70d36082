using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Judging;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>Compiles the guard of the cards: a pod that asks for a card needs "use" on it for its service account. It has a limit of cost of its own.</summary>
internal static class CardAccessCompiler
{
    private static readonly string Prefix = Cel.Text(ApiGroup.CardResourcePrefix);

    public static JsonObject Policy(IReadOnlyDictionary<string, string> units)
    {
        var variables = new Dictionary<string, string> { ["account"] = PodCel.Account, ["unchanged"] = PodCel.Unchanged, ["asked"] = Asked, ["cards"] = Cards(units) };
        var conditions = new Dictionary<string, string> { ["asks-for-a-card"] = $"{AsksForCard} && !{PodCel.BreakGlass}" };
        var validations = new List<JsonObject>
        {
            AdmissionObjects.Validation($"variables.unchanged || variables.cards.size() <= {CardAccessJudge.MaxCards}", CardAccessJudge.TooMany, null),
        };
        for (var i = 0; i < CardAccessJudge.MaxCards; i++)
        {
            variables[$"may_{i}"] = $"variables.cards.size() <= {i} || {PolicyCel.MayUse("readoutcards", $"variables.cards[{i}]", PodTerms.Variables)}";
            validations.Add(AdmissionObjects.Validation($"variables.unchanged || variables.may_{i}", "the pod's service account may not use a card that the pod asks for", DenialCel.OfCard(i)));
        }
        return AdmissionObjects.Policy(HostAccessNames.CardPolicy, variables, validations, conditions);
    }

    private static string Lists => Cel.Join(Needs.PodContainer.Lists.Select(list => $"object.spec.?{list}.orValue([]).map(c, dyn(c))"));

    // Pods without a card, which are most, go by at once.
    private static string AsksForCard =>
        $"({string.Join(" || ", Needs.PodContainer.Lists.Select(list => $"(has(object.spec.{list}) && object.spec.{list}.exists(c, {AsksIn("c.resources")}))"))})";

    private static string AsksIn(string resources) =>
        $"has({resources}) && ((has({resources}.limits) && {resources}.limits.exists(k, k.startsWith({Prefix}))) || (has({resources}.requests) && {resources}.requests.exists(k, k.startsWith({Prefix}))))";

    // Joined and split, as there is no other way to make one list of several before Kubernetes 1.34; no resource's name has a comma.
    private static string Asked =>
        $"({Lists}).map(c, {SecurityCel.Names("c", $"k.startsWith({Prefix})")}.join(',')).filter(t, t != '').join(',').split(',').filter(t, t != '')";

    private static string Cards(IReadOnlyDictionary<string, string> units)
    {
        var name = $"n.substring({ApiGroup.CardResourcePrefix.Length})";
        if (units.Count == 0)
            return $"variables.asked.map(n, {name})";
        var map = string.Join(", ", units.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => $"{Cel.Text(unit.Key)}: {Cel.Text(unit.Value)}"));
        return $"variables.asked.map(n, {{{map}}}[?n].orValue({name}))";
    }
}
