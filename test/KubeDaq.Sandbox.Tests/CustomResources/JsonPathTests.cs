using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources;

namespace KubeDaq.Sandbox.Tests.CustomResources;

public sealed class JsonPathTests
{
    private static readonly JsonNode Value = JsonNode.Parse("""
        {"spec": {"host": "daq6", "cards": [{"name": "apa001"}, {"name": "apa002"}]}, "metadata": {"labels": {"dune.daq/x": "1"}},
         "status": {"conditions": [{"type": "Ready", "status": "True"}, {"type": "Healthy", "status": "False"}]}}
        """)!;

    [Theory]
    [InlineData(".spec.host", "daq6")]
    [InlineData(".spec.cards[*].name", "apa001 apa002")]
    [InlineData(".spec.cards[-1].name", "apa002")]
    [InlineData(".status.conditions[?(@.type==\"Healthy\")].status", "False")]
    [InlineData(".metadata.labels.dune\\.daq/x", "1")]
    [InlineData(".metadata.labels['dune.daq/x']", "1")]
    [InlineData(".spec.missing.more", "")]
    public void A_path_finds_what_it_leads_to(string path, string found) => Assert.Equal(found, string.Join(' ', JsonPath.Parse(path).Find(Value)));
}
