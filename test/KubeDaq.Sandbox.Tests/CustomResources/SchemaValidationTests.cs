using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources;

namespace KubeDaq.Sandbox.Tests.CustomResources;

public sealed class SchemaValidationTests
{
    private static readonly JsonObject Schema = Sandboxed.Json("""
        {"type": "object", "required": ["host"], "properties": {
          "host": {"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 12},
          "mode": {"type": "string", "enum": ["physics", "cosmic"], "default": "physics"},
          "links": {"type": "integer", "minimum": 1, "maximum": 64},
          "size": {"x-kubernetes-int-or-string": true},
          "tags": {"type": "object", "additionalProperties": {"type": "string"}},
          "ports": {"type": "array", "maxItems": 2, "items": {"type": "object", "required": ["port"], "properties": {"port": {"type": "integer"}, "protocol": {"type": "string", "default": "TCP"}}}}}}
        """);

    [Theory]
    [InlineData("""{"host": "np04"}""")]
    [InlineData("""{"host": "np04", "links": 64, "size": "1Gi", "tags": {"a": "b"}, "ports": [{"port": 1}]}""")]
    public void What_fits_has_no_complaints(string value) => Assert.Empty(SchemaValidation.Run(Schema, JsonNode.Parse(value), ""));

    [Theory]
    [InlineData("{}", "spec.host: Required value")]
    [InlineData("""{"host": "Upper"}""", "spec.host: Invalid value: \"Upper\": host in body should match '^[a-z0-9-]+$'")]
    [InlineData("""{"host": "much-too-long-a-name"}""", "spec.host: Too long: may not be more than 12 bytes")]
    [InlineData("""{"host": "a", "mode": "quantum"}""", "spec.mode: Unsupported value: \"quantum\": supported values: \"physics\", \"cosmic\"")]
    [InlineData("""{"host": "a", "links": 65}""", "spec.links: Invalid value: 65: links in body should be less than or equal to 64")]
    [InlineData("""{"host": "a", "links": "many"}""", "spec.links: Invalid value: \"string\": links in body must be of type integer: \"string\"")]
    [InlineData("""{"host": "a", "tags": {"a": 1}}""", "spec.tags.a: Invalid value: \"integer\": tags.a in body must be of type string: \"integer\"")]
    [InlineData("""{"host": "a", "ports": [{}]}""", "spec.ports[0].port: Required value")]
    [InlineData("""{"host": "a", "ports": [{"port": 1}, {"port": 2}, {"port": 3}]}""", "spec.ports: Too many: 3: must have at most 2 items")]
    public void What_does_not_fit_is_told_in_the_API_servers_words(string value, string complaint)
    {
        var cause = Assert.Single(SchemaValidation.Run(Schema, JsonNode.Parse(value), "spec"));
        Assert.Equal(complaint, $"{cause.Field}: {cause.Message}");
    }

    [Fact]
    public void Defaults_fill_what_is_missing_also_in_items()
    {
        var value = JsonNode.Parse("""{"host": "a", "mode": null, "ports": [{"port": 1}]}""");
        SchemaDefaults.Fill(Schema, value);
        Assert.Equal("""{"host":"a","ports":[{"port":1,"protocol":"TCP"}],"mode":"physics"}""", value!.ToJsonString());
    }

    [Fact]
    public void What_the_schema_does_not_know_is_pruned_and_told()
    {
        var root = Sandboxed.Json("""{"type": "object", "properties": {}}""");
        root["properties"]!["spec"] = Schema.DeepClone();
        var value = Sandboxed.Json("""{"kind": "X", "metadata": {"name": "a", "odd": 1}, "spec": {"host": "a", "extra": 1, "ports": [{"port": 1, "more": 2}], "tags": {"any": "x"}}, "other": 2}""");
        Assert.Equal(["metadata.odd", "other", "spec.extra", "spec.ports[0].more"], Pruning.Prune(new("d", root, true, "g/v1", null, false), value));
        Assert.Equal("""{"kind":"X","metadata":{"name":"a"},"spec":{"host":"a","ports":[{"port":1}],"tags":{"any":"x"}}}""", value.ToJsonString());
    }
}
