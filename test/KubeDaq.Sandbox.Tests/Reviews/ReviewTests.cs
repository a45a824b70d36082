using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Reviews;
using KubeDaq.Sandbox.Tests.Authorization;

namespace KubeDaq.Sandbox.Tests.Reviews;

public sealed class ReviewTests
{
    private static readonly UserInfo Root = Rbac.User("root", "system:masters");

    private readonly Rbac _rbac = new Rbac()
        .Role("np04", "use-card", """[{"verbs": ["use"], "apiGroups": ["dune.daq"], "resources": ["readoutcards"], "resourceNames": ["apa001"]}]""")
        .Bind("np04", "use-card", "use-card", """[{"kind": "ServiceAccount", "name": "coldbox"}]""");

    [Theory]
    [InlineData("use", "np04", "apa001", true)]
    [InlineData("use", "np04", "apa002", false)]
    [InlineData("get", "np04", "apa001", false)]
    [InlineData("use", "", "apa001", false)]
    public async Task An_access_review_answers_for_anybody(string verb, string ns, string name, bool allowed)
    {
        var status = (await Ask("SubjectAccessReview", $$"""
            {"spec": {"user": "system:serviceaccount:np04:coldbox",
             "resourceAttributes": {"verb": "{{verb}}", "group": "dune.daq", "resource": "readoutcards", "namespace": "{{ns}}", "name": "{{name}}"} } }
            """))["status"]!;
        Assert.Equal(allowed, (bool)status["allowed"]!);
        Assert.Equal(allowed ? "RBAC: allowed by RoleBinding \"use-card/np04\" of Role \"use-card\" to ServiceAccount \"coldbox/np04\"" : null,
            (string?)status["reason"]);
    }

    [Fact]
    public async Task A_self_review_is_about_the_asker()
    {
        var body = """{"spec": {"resourceAttributes": {"verb": "*", "group": "*", "resource": "*"} } }""";
        Assert.True((bool)(await Ask("SelfSubjectAccessReview", body))["status"]!["allowed"]!);
        Assert.False((bool)(await Ask("SelfSubjectAccessReview", body, Rbac.User("jane")))["status"]!["allowed"]!);
    }

    [Theory]
    [InlineData("SubjectAccessReview", """{"spec": {"user": "j"} }""",
        "spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified")]
    [InlineData("SubjectAccessReview", """{"spec": {"user": "j", "resourceAttributes": {}, "nonResourceAttributes": {"path": "/"} } }""",
        """spec.nonResourceAttributes: Invalid value: {"Path":"/","Verb":""}: cannot be specified in combination with resourceAttributes""")]
    [InlineData("SubjectAccessReview", """{"spec": {"resourceAttributes": {"verb": "get"} } }""",
        "spec.user: Invalid value: \"\": at least one of user or group must be specified")]
    [InlineData("SubjectAccessReview", """{"metadata": {"name": "x"}, "spec": {"user": "j", "resourceAttributes": {} } }""",
        """metadata: Invalid value: {"name":"x"}: must be empty""")]
    [InlineData("LocalSubjectAccessReview", """{"metadata": {"namespace": "np04"}, "spec": {"user": "j", "resourceAttributes": {"namespace": "np02"} } }""",
        "spec.resourceAttributes.namespace: Invalid value: \"np02\": must match metadata.namespace")]
    [InlineData("LocalSubjectAccessReview", """{"metadata": {"namespace": "np04"}, "spec": {"user": "j", "nonResourceAttributes": {"path": "/", "verb": "use"} } }""",
        """spec.nonResourceAttributes: Invalid value: {"Path":"/","Verb":"use"}: disallowed on this kind of request""")]
    public async Task A_bad_question_is_refused_with_its_field(string kind, string body, string problem)
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => Ask(kind, body));
        Assert.Equal((422, $".authorization.k8s.io \"\" is invalid: {problem}"), (refusal.Code, refusal.Message));
        Assert.Null(refusal.Details!["kind"]);
    }

    [Fact]
    public async Task The_rules_review_lists_what_the_asker_may()
    {
        _rbac.Role("", "health", """[{"verbs": ["get"], "nonResourceURLs": ["/healthz"]}]""")
            .Bind("", "health", "cluster:health", """[{"kind": "Group", "name": "system:authenticated"}]""");
        var review = new SelfSubjectRulesReview(_rbac.Authorizer);
        var user = Rbac.User("system:serviceaccount:np04:coldbox", "system:authenticated");
        var answer = await review.CreateAsync(user, JsonNode.Parse("""{"spec": {"namespace": "np04"} }""")!.AsObject());
        Assert.Equal(
            """{"resourceRules":[{"verbs":["use"],"apiGroups":["dune.daq"],"resources":["readoutcards"],"resourceNames":["apa001"]}],"nonResourceRules":[{"verbs":["get"],"nonResourceURLs":["/healthz"]}],"incomplete":false}""",
            answer["status"]!.ToJsonString());
        var refusal = await Assert.ThrowsAsync<StatusException>(() => review.CreateAsync(user, []).AsTask());
        Assert.Equal((400, "no namespace on request"), (refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task Everybody_can_learn_who_he_is()
    {
        var answer = await new SelfSubjectReview(TimeProvider.System).CreateAsync(new("jane", "7", ["shifters"],
            new Dictionary<string, IReadOnlyList<string>> { ["scopes"] = ["a"] }), []);
        Assert.Equal("""{"username":"jane","uid":"7","groups":["shifters"],"extra":{"scopes":["a"]}}""", answer["status"]!["userInfo"]!.ToJsonString());
    }

    private Task<JsonObject> Ask(string kind, string body, UserInfo? user = null) => AccessReview.All(_rbac.Authorizer)
        .Single(review => review.Resource.Resource == kind.ToLowerInvariant() + "s")
        .CreateAsync(user ?? Root, JsonNode.Parse(body)!.AsObject()).AsTask();
}
