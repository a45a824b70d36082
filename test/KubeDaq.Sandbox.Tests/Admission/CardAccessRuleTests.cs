using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Tests.Authorization;
using static KubeDaq.Sandbox.Tests.Admission.CompiledPolicies;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class CardAccessRuleTests
{
    private readonly CompiledPolicies _compiled = new(new Rbac()
        .Role("np04", "use-apa001", """[{"verbs": ["use"], "apiGroups": ["dune.daq"], "resources": ["readoutcards"], "resourceNames": ["apa001"]}]""")
        .Bind("np04", "a", "use-apa001", """[{"kind": "ServiceAccount", "name": "a", "namespace": "np04"}]"""));

    [Fact]
    public void An_account_that_may_use_a_card_has_a_pod_with_it_or_with_a_unit_of_it()
    {
        Admit(Asking("dune.daq/flxcard-apa001"));
        Admit(Asking("dune.daq/flxcard-apa001-data0"));
    }

    [Fact]
    public void Another_account_or_card_is_denied_by_name()
    {
        var refusal = Assert.Throws<StatusException>(() => Admit(Asking("dune.daq/flxcard-apa002")));
        Assert.StartsWith(
            "pods \"p\" is forbidden: ValidatingAdmissionPolicy 'kubedaq-card-access' with binding 'kubedaq-card-access' denied request: service account np04/a may not use card apa002",
            refusal.Message, StringComparison.Ordinal);
        Assert.Throws<StatusException>(() => Admit(Asking("dune.daq/flxcard-apa001", "b")));
    }

    [Fact]
    public void A_pod_without_a_card_is_not_its_business() => Admit(Pod(""" "hostNetwork": true, "containers": [{"name": "c"}] """, "b"));

    private void Admit(JsonObject pod) => _compiled.Cards.Admit(Request(pod));

    private static JsonObject Asking(string resource, string account = "a") =>
        Pod($$""" "containers": [{"name": "c", "resources": {"limits": {"{{resource}}": "1"} } }] """, account);
}
