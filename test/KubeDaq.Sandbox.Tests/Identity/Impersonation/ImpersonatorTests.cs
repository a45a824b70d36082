using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity.Impersonation;
using KubeDaq.Sandbox.Tests.Authorization;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Tests.Identity.Impersonation;

public sealed class ImpersonatorTests
{
    private static readonly UserInfo Root = Rbac.User("root", "system:masters");
    private static readonly RequestInfo ListPods = Rbac.Ask("list", "pods", "np04");

    [Fact]
    public void Without_headers_nobody_is_impersonated() => Assert.Null(WantedUser.From(new HeaderDictionary()));

    [Fact]
    public void Groups_without_a_user_are_refused_in_the_servers_words() => Assert.Equal(
        "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"shifters\"}, Extra:map[string][]string(nil)} without impersonating a user name",
        Assert.Throws<StatusException>(() => WantedUser.From(new HeaderDictionary { ["Impersonate-Group"] = "shifters" })).Message);

    [Fact]
    public void A_master_may_be_anybody_with_groups_uid_and_more()
    {
        var user = Become(new Rbac(), Root, new()
        {
            ["Impersonate-User"] = "jane",
            ["Impersonate-Uid"] = "7",
            ["Impersonate-Group"] = new(["shifters", "experts"]),
            ["Impersonate-Extra-Acme.com%2Fproject"] = "p",
        });
        Assert.Equal(("jane", "7"), (user.Name, user.Uid));
        Assert.Equal(["shifters", "experts", "system:authenticated"], user.Groups);
        Assert.Equal(["p"], user.Extra["acme.com/project"]);
    }

    [Fact]
    public void A_service_account_brings_its_groups() => Assert.Equal(
        ["system:serviceaccounts", "system:serviceaccounts:np04", "system:authenticated"],
        Become(new Rbac(), Root, new() { ["Impersonate-User"] = "system:serviceaccount:np04:default" }).Groups);

    [Fact]
    public void The_anonymous_user_is_not_authenticated() =>
        Assert.Equal(["system:unauthenticated"], Become(new Rbac(), Root, new() { ["Impersonate-User"] = "system:anonymous" }).Groups);

    [Fact]
    public void Who_has_no_rights_is_told_the_narrowest_that_he_lacks() => Assert.Equal(
        "pods is forbidden: User \"bob\" cannot impersonate-on:user-info:list resource \"pods\" in API group \"\" in the namespace \"np04\"",
        Refusal(new Rbac(), new() { ["Impersonate-User"] = "jane" }));

    [Fact]
    public void The_verb_impersonate_on_one_user_gives_that_user_and_no_group()
    {
        var rbac = new Rbac()
            .Role("", "be-jane", """[{"verbs": ["impersonate"], "apiGroups": [""], "resources": ["users"], "resourceNames": ["jane"]}]""")
            .Bind("", "be-jane", "cluster:be-jane", """[{"kind": "User", "name": "bob"}]""");
        var impersonator = new Impersonator(rbac.Authorizer);
        Assert.Equal("jane", impersonator.Become(Rbac.User("bob"), Wanted(new() { ["Impersonate-User"] = "jane" }), ListPods).User.Name);
        Assert.Equal("groups \"a\" is forbidden: User \"bob\" cannot impersonate resource \"groups\" in API group \"\" at the cluster scope",
            Assert.Throws<StatusException>(() => impersonator.Become(
                Rbac.User("bob"), Wanted(new() { ["Impersonate-User"] = "jane", ["Impersonate-Group"] = "a" }), ListPods)).Message);
        Assert.Equal("users \"eve\" is forbidden: User \"bob\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope",
            Assert.Throws<StatusException>(() => impersonator.Become(
                Rbac.User("bob"), Wanted(new() { ["Impersonate-User"] = "eve" }), ListPods)).Message);
    }

    [Fact]
    public void A_constrained_right_counts_for_its_verb_only()
    {
        var rbac = new Rbac()
            .Role("", "be", """
                [{"verbs": ["impersonate:serviceaccount"], "apiGroups": ["authentication.k8s.io"], "resources": ["serviceaccounts"]},
                 {"verbs": ["impersonate-on:serviceaccount:list"], "apiGroups": [""], "resources": ["pods"]}]
                """)
            .Bind("", "be", "cluster:be", """[{"kind": "User", "name": "bob"}]""");
        var wanted = Wanted(new() { ["Impersonate-User"] = "system:serviceaccount:np04:coldbox" });
        Assert.Equal("system:serviceaccount:np04:coldbox", new Impersonator(rbac.Authorizer).Become(Rbac.User("bob"), wanted, ListPods).User.Name);
        Assert.Throws<StatusException>(() => new Impersonator(rbac.Authorizer).Become(Rbac.User("bob"), wanted, ListPods with { Verb = "delete" }));
    }

    private static UserInfo Become(Rbac rbac, UserInfo user, HeaderDictionary headers) => new Impersonator(rbac.Authorizer).Become(user, Wanted(headers), ListPods).User;

    private static string Refusal(Rbac rbac, HeaderDictionary headers) =>
        Assert.Throws<StatusException>(() => Become(rbac, Rbac.User("bob"), headers)).Message;

    private static WantedUser Wanted(HeaderDictionary headers) => WantedUser.From(headers)!;
}
