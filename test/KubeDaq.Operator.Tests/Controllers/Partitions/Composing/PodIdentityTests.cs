using System.Text.Json.Nodes;
using KubeDaq.Operator.Controllers.Partitions.Composing;

namespace KubeDaq.Operator.Tests.Controllers.Partitions.Composing;

public sealed class PodIdentityTests
{
    [Fact]
    public void Each_container_gets_a_token_of_an_hour_at_the_usual_place()
    {
        var spec = Mounted("""{"initContainers": [{"name": "i"}], "containers": [{"name": "a"}, {"name": "b"}]}""");
        var token = Assert.Single(spec["volumes"]!.AsArray())!["projected"]!["sources"]![0]!["serviceAccountToken"]!;
        Assert.Equal("""{"path":"token","expirationSeconds":3600}""", token.ToJsonString());
        foreach (var container in spec["initContainers"]!.AsArray().Concat(spec["containers"]!.AsArray()))
            Assert.Equal("""[{"name":"kubedaq-identity","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}]""", container!["volumeMounts"]!.ToJsonString());
    }

    [Fact]
    public void Who_wants_no_token_gets_none() =>
        Assert.False(Mounted("""{"automountServiceAccountToken": false, "containers": [{"name": "a"}]}""").ContainsKey("volumes"));

    [Theory]
    [InlineData("{}", true, true)]
    [InlineData("{}", false, false)]
    [InlineData("""{"automountServiceAccountToken": true}""", false, true)]
    [InlineData("""{"automountServiceAccountToken": false}""", true, false)]
    public void What_the_template_says_counts_before_what_the_account_says(string template, bool accountMounts, bool mounted)
    {
        var spec = JsonNode.Parse(template)!.AsObject();
        spec["containers"] = JsonNode.Parse("""[{"name": "a"}]""");
        PodIdentity.Mount(spec, accountMounts);
        Assert.Equal(mounted, spec.ContainsKey("volumes"));
    }

    [Fact]
    public void What_the_user_mounts_there_stays() => Assert.False(Mounted(
        """{"containers": [{"name": "a", "volumeMounts": [{"name": "mine", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount"}]}]}""").ContainsKey("volumes"));

    private static JsonObject Mounted(string spec)
    {
        var value = JsonNode.Parse(spec)!.AsObject();
        PodIdentity.Mount(value, accountMounts: true);
        return value;
    }
}
