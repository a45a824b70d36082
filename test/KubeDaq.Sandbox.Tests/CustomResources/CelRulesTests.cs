using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources.Cel;

namespace KubeDaq.Sandbox.Tests.CustomResources;

public sealed class CelRulesTests
{
    private const string Value = """{"mode": "cosmic", "links": 9, "names": ["a", "b"], "tags": {"k": "v"}}""";

    [Theory]
    [InlineData("self.mode == 'cosmic'")]
    [InlineData("self.mode != 'cosmic' || self.links <= 9")]
    [InlineData("!has(self.missing) && has(self.mode)")]
    [InlineData("self.missing == 1 || true")]
    [InlineData("size(self.names) == 2 && self.names.size() == 2")]
    [InlineData("self.names.all(n, n.matches('^[a-z]$')) && self.names.exists(n, n == 'b')")]
    [InlineData("'a' in self.names && !('z' in self.names) && 'k' in self.tags")]
    [InlineData("self.links % 2 == 1 ? self.links + 1 == 10 : false")]
    [InlineData("self.tags['k'].startsWith(\"v\") && self.names[1] == 'b'")]
    public void A_rule_that_holds_has_no_complaint(string rule) => Assert.Empty(Check(rule));

    [Theory]
    [InlineData("self.links <= 8", "failed rule: self.links <= 8")]
    [InlineData("self.missing == 1", "rule evaluation error: no such key: missing: self.missing == 1")]
    public void A_rule_that_does_not_hold_is_told(string rule, string complaint) =>
        Assert.EndsWith(complaint, Assert.Single(Check(rule)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("self.quantity.isGreaterThan(quantity('1'))")]
    [InlineData("this is no CEL")]
    public void A_rule_that_is_not_understood_is_passed_over(string rule) => Assert.Empty(Check(rule));

    [Fact]
    public void A_rule_about_the_old_value_is_asked_only_where_there_was_one()
    {
        var schema = Sandboxed.Json("""{"properties": {"host": {"x-kubernetes-validations": [{"rule": "self == oldSelf", "message": "host is immutable"}]}}}""");
        Assert.Empty(CelRules.Check(schema, JsonNode.Parse("""{"host": "a"}"""), null, "spec"));
        var cause = Assert.Single(CelRules.Check(schema, JsonNode.Parse("""{"host": "a"}"""), JsonNode.Parse("""{"host": "b"}"""), "spec"));
        Assert.Equal(("spec.host", "Invalid value: \"a\": host is immutable"), (cause.Field, cause.Message));
    }

    private static IEnumerable<Sandbox.Http.Seams.Cause> Check(string rule) =>
        CelRules.Check(new() { ["x-kubernetes-validations"] = new JsonArray(new JsonObject { ["rule"] = rule }) }, JsonNode.Parse(Value), null, "spec");
}
