using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Tests.Authorization;

public sealed class PolicyRuleTests
{
    [Theory]
    [InlineData("get", "", "pods", "", "", true)]
    [InlineData("list", "", "pods", "", "", false)]
    [InlineData("get", "apps", "pods", "", "", false)]
    [InlineData("get", "", "secrets", "", "", false)]
    [InlineData("get", "", "pods", "log", "a", false)]
    public void A_rule_allows_its_verbs_on_its_resources_and_nothing_else(string verb, string group, string resource, string subresource, string name, bool allowed) =>
        Assert.Equal(allowed, Rule("""{"verbs": ["get"], "apiGroups": [""], "resources": ["pods"]}""").Allows(Ask(verb, group, resource, subresource, name)));

    [Theory]
    [InlineData("""["pods/log"]""", "pods", "log", true)]
    [InlineData("""["pods/log"]""", "pods", "", false)]
    [InlineData("""["*/scale"]""", "deployments", "scale", true)]
    [InlineData("""["*/scale"]""", "deployments", "status", false)]
    [InlineData("""["*/scale"]""", "scale", "", false)]
    [InlineData("""["*"]""", "deployments", "scale", true)]
    [InlineData("""["pods/*"]""", "pods", "log", false)]
    public void Subresources_are_named_with_their_resource_or_under_a_star(string resources, string resource, string subresource, bool allowed) =>
        Assert.Equal(allowed, Rule($$"""{"verbs": ["*"], "apiGroups": ["*"], "resources": {{resources}}}""").Allows(Ask("get", "any", resource, subresource, "a")));

    [Fact]
    public void Resource_names_exclude_requests_without_a_name()
    {
        var rule = Rule("""{"verbs": ["*"], "apiGroups": ["dune.daq"], "resources": ["readoutcards"], "resourceNames": ["apa001"]}""");
        Assert.True(rule.Allows(Ask("use", "dune.daq", "readoutcards", "", "apa001")));
        Assert.False(rule.Allows(Ask("use", "dune.daq", "readoutcards", "", "apa002")));
        Assert.False(rule.Allows(Ask("list", "dune.daq", "readoutcards", "", "")));
    }

    [Theory]
    [InlineData("/healthz", "/healthz", true)]
    [InlineData("/healthz", "/healthz/", false)]
    [InlineData("/api/*", "/api/v1", true)]
    [InlineData("/api/*", "/api", false)]
    [InlineData("/api*", "/apis/apps", true)]
    [InlineData("*", "/metrics", true)]
    public void Paths_match_whole_or_up_to_a_trailing_star(string url, string path, bool allowed) =>
        Assert.Equal(allowed, Rule($$"""{"verbs": ["get"], "nonResourceURLs": ["{{url}}"]}""").Allows(new(false, "get", path, "", "", "", "", "", "")));

    [Fact]
    public void A_rule_for_paths_says_nothing_about_resources() =>
        Assert.False(Rule("""{"verbs": ["*"], "nonResourceURLs": ["*"]}""").Allows(Ask("get", "", "pods", "", "")));

    [Fact]
    public void A_rule_is_written_as_it_was_read()
    {
        const string text = """{"verbs":["get"],"apiGroups":[""],"resources":["pods"],"resourceNames":["a"]}""";
        Assert.Equal(text, Rule(text).ToJson().ToJsonString());
    }

    private static PolicyRule Rule(string json) => PolicyRule.From(JsonNode.Parse(json)!.AsObject());

    private static RequestInfo Ask(string verb, string group, string resource, string subresource, string name) =>
        new(true, verb, "", group, "v1", resource, subresource, "np04", name);
}
