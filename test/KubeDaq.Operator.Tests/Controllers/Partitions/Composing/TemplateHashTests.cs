using System.Text.Json.Nodes;
using CsCheck;
using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Controllers.Partitions.Composing;
using KubeDaq.Operator.Tests.Clusters;

namespace KubeDaq.Operator.Tests.Controllers.Partitions.Composing;

public sealed class TemplateHashTests
{
    private static readonly Application Plain = Given.Plain("dataflow");

    [Fact]
    public void Replicas_and_order_restart_nothing() => Assert.Equal(Hash(Plain), Hash(Plain with { Replicas = 4, StartAfter = ["readout"] }));

    [Fact]
    public void Another_image_or_account_does()
    {
        var other = Plain with { Template = JsonNode.Parse(Plain.Template.ToJsonString().Replace("x:1", "x:2", StringComparison.Ordinal))!.AsObject() };

        Assert.NotEqual(Hash(Plain), Hash(other));
        Assert.NotEqual(Hash(Plain), Hash(Plain, account: "mine"));
        Assert.NotEqual(Hash(Plain), Hash(Plain with { Cvmfs = ["a"] }));
    }

    [Fact]
    public void The_order_of_fields_does_not_matter() =>
        Gen.String.Array[1, 6].Where(names => names.Distinct().Count() == names.Length).Sample(names =>
        {
            var there = new JsonObject(names.Select((n, i) => KeyValuePair.Create<string, JsonNode?>(n, i)));
            var back = new JsonObject(names.Select((n, i) => KeyValuePair.Create<string, JsonNode?>(n, i)).Reverse());
            return Hash(Plain with { Template = there }) == Hash(Plain with { Template = back });
        });

    /// <summary>An operator that computes another fingerprint restarts every partition of every cluster: this value never changes.</summary>
    [Fact]
    public void It_is_the_same_in_every_version() => Assert.Equal("ba1c400fc2903637", Hash(Plain));

    private static string Hash(Application application, string? account = null)
    {
        var partition = Given.Partition("coldbox", application);
        return TemplateHash.Of(partition with { Spec = partition.Spec with { ServiceAccountName = account } }, application);
    }
}
