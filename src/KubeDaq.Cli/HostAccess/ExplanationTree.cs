using System.Text.Json.Nodes;

namespace KubeDaq.Cli.HostAccess;

/// <summary>An explanation for programs; what is not known is null.</summary>
internal static class ExplanationTree
{
    public static JsonObject Of(Explanation pod) => new()
    {
        ["source"] = pod.Source,
        ["pod"] = pod.Pod,
        ["namespace"] = pod.Account.Namespace,
        ["serviceAccount"] = pod.Account.Name,
        ["governed"] = pod.Governance switch { Governance.Governed => true, Governance.Ungoverned or Governance.OfSystem => false, _ => null },
        ["admitted"] = pod.IsAdmitted,
        ["allowed"] = pod.IsAllowed,
        ["admittedBy"] = pod.IsAllowed ? pod.AdmittedBy : null,
        ["leastPrivileged"] = pod.Fitting,
        ["needs"] = new JsonArray([.. pod.Needs.Select(need => new JsonObject { ["place"] = need.Place, ["what"] = need.What })]),
        ["policies"] = new JsonArray([.. pod.Policies.Select(Policy)]),
        ["cards"] = new JsonArray([.. pod.Cards.Select(card => new JsonObject { ["name"] = card.Name, ["mayUse"] = card.MayUse })]),
        ["grants"] = Texts(pod.Grants),
    };

    private static JsonObject Policy(PolicyView policy) => new()
    {
        ["name"] = policy.Name,
        ["fits"] = policy.Fits,
        ["mayUse"] = policy.MayUse,
        ["refusals"] = Texts(policy.Refusals),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
