using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.HostAccess.Accounts;

public sealed class UseGrantsTests
{
    private const string Cluster =
        """
        kind: ClusterRole
        metadata: {name: kubedaq-use-daq-network}
        rules: [{apiGroups: [dune.daq], resources: [hostaccesspolicies], resourceNames: [daq-network], verbs: [use]}]
        ---
        kind: ClusterRole
        metadata: {name: cluster-admin}
        rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
        ---
        kind: ClusterRole
        metadata: {name: reads}
        rules: [{apiGroups: [dune.daq], resources: [hostaccesspolicies], verbs: [get, list, watch]}]
        ---
        kind: Role
        metadata: {name: use-apa001, namespace: np04}
        rules: [{apiGroups: [dune.daq], resources: [readoutcards], resourceNames: [apa001], verbs: [use]}]
        ---
        kind: RoleBinding
        metadata: {name: readout, namespace: np04}
        roleRef: {kind: ClusterRole, name: kubedaq-use-daq-network}
        subjects: [{kind: ServiceAccount, name: coldbox, namespace: np04}, {kind: User, name: "system:serviceaccount:np02:vd"}, {kind: User, name: alice}]
        ---
        kind: RoleBinding
        metadata: {name: again, namespace: np04}
        roleRef: {kind: ClusterRole, name: kubedaq-use-daq-network}
        subjects: [{kind: ServiceAccount, name: coldbox}]
        ---
        kind: RoleBinding
        metadata: {name: cards, namespace: np04}
        roleRef: {kind: Role, name: use-apa001}
        subjects: [{kind: Group, name: "system:serviceaccounts:np04"}]
        ---
        kind: RoleBinding
        metadata: {name: elsewhere, namespace: np02}
        roleRef: {kind: Role, name: use-apa001}
        subjects: [{kind: Group, name: "system:serviceaccounts"}]
        ---
        kind: ClusterRoleBinding
        metadata: {name: cluster-admin}
        roleRef: {kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: Group, name: "system:masters"}]
        ---
        kind: ClusterRoleBinding
        metadata: {name: reads}
        roleRef: {kind: ClusterRole, name: reads}
        subjects: [{kind: Group, name: "system:authenticated"}]
        """;

    private static readonly ObjectName Coldbox = new("np04", "coldbox");
    private readonly UseGrants _grants = Read(Cluster);

    [Fact]
    public void Everyone_is_named_once_with_the_namespace_where_it_holds() => Assert.Equal(
        ["system:masters", "np02/vd in namespace np04", "np04/coldbox in namespace np04", "alice in namespace np04"],
        _grants.On(UseGrants.Policies, "daq-network").Select(grant => grant.ToString()));

    [Fact]
    public void The_first_binding_that_says_so_is_named() =>
        Assert.Equal("RoleBinding np04/again", _grants.On(UseGrants.Policies, "daq-network").Single(grant => grant.Subject.Covers(Coldbox)).Binding.ToString());

    [Fact]
    public void A_name_that_no_rule_has_is_for_those_who_may_do_all() =>
        Assert.Equal(["system:masters"], _grants.On(UseGrants.Policies, "privileged").Select(grant => grant.ToString()));

    [Fact]
    public void Only_those_who_can_run_pods_are_told_apart() =>
        Assert.Equal([false, true, true, false], _grants.On(UseGrants.Policies, "daq-network").Select(grant => grant.Subject.CoversPods));

    [Theory]
    [InlineData("np04", "coldbox", "np04", true)]
    [InlineData("np04", "coldbox", "np02", false)]
    [InlineData("np04", "other", "np04", false)]
    [InlineData("np02", "vd", "np04", true)]
    public void A_role_binding_counts_in_its_namespace_alone(string of, string account, string ns, bool may) =>
        Assert.Equal(may, _grants.Allow(new ObjectName(of, account), UseGrants.Policies, "daq-network", ns));

    [Theory]
    [InlineData("np04", "apa001", true)]
    [InlineData("np04", "apa002", false)]
    [InlineData("np02", "apa001", false)]
    public void A_group_of_service_accounts_stands_for_each_and_a_role_for_its_namespace(string ns, string card, bool may) =>
        Assert.Equal(may, _grants.Allow(Coldbox, UseGrants.Cards, card, ns));

    [Fact]
    public void A_binding_of_a_role_that_is_not_there_gives_nothing() =>
        Assert.DoesNotContain(
            Read(Cluster.Replace("name: use-apa001, namespace: np04", "name: use-apa001, namespace: np03", StringComparison.Ordinal)).On(UseGrants.Cards, "apa001"),
            grant => grant.Namespace is not null);

    [Fact]
    public void Service_accounts_have_the_names_of_the_API_server()
    {
        Assert.Equal("system:serviceaccount:np04:coldbox", GrantSubject.UserOf(Coldbox));
        Assert.Equal(Coldbox, GrantSubject.AccountOf("system:serviceaccount:np04:coldbox"));
        Assert.Null(GrantSubject.AccountOf("alice"));
        Assert.Null(GrantSubject.AccountOf("system:serviceaccount:np04:"));
    }

    private static UseGrants Read(string text)
    {
        var objects = YamlText.Read(text, YamlLimits.Manifest).Select(document => document.Root.AsObject()).ToList();
        return UseGrants.Of(
            objects.Where(value => value["kind"]!.ToString().EndsWith("Role", StringComparison.Ordinal)).Select(GrantingRole.Of),
            objects.Where(value => value["kind"]!.ToString().EndsWith("Binding", StringComparison.Ordinal)).Select(GrantingBinding.Of));
    }
}
